import type { AgentRecord } from '../normalise/answer.ts';

/** Who the caller is, asked for once and remembered. */
export interface Login {
  /** @throws what reading threw, and then asks again; the refusal, once there is one */
  readonly login: () => Promise<AgentRecord>;
  /** The same without waiting; null where only `login` can tell, be it by an error. */
  readonly agent: () => AgentRecord | null;
}

/** @param refusal of the caller's credentials: after it nothing is answered from memory */
export function createLogin(read: () => Promise<AgentRecord>, refusal: () => Error | null): Login {
  let reading: Promise<AgentRecord> | null = null;
  let agent: AgentRecord | null = null;

  async function ask(): Promise<AgentRecord> {
    try {
      agent = await read();
      return agent;
    } catch (error) {
      reading = null;
      throw error;
    }
  }

  return {
    login() {
      const error = refusal();
      if (error !== null) return Promise.reject(error);
      reading ??= ask();
      return reading;
    },
    agent: () => (refusal() === null ? agent : null),
  };
}

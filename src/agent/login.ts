import type { AgentRecord } from '../normalise/answer.ts';
import type { Reads } from './reads.ts';
import type { Revocation } from './revocation.ts';

/** Who the caller is, asked for once and remembered; after a refusal of the credentials nothing is answered from memory. */
export interface Login {
  /** @throws what reading threw, and then asks again; the refusal, once there is one */
  login(): Promise<AgentRecord>;
  /** The same without waiting; null where only `login` can tell, be it by an error. */
  agent(): AgentRecord | null;
}

export function createLogin(reads: Reads, revocation: Revocation): Login {
  return new CallerLogin(reads, revocation);
}

/** A class, for every caller has one. */
class CallerLogin implements Login {
  readonly #reads: Reads;
  readonly #revocation: Revocation;
  #reading: Promise<AgentRecord> | null = null;
  #agent: AgentRecord | null = null;

  constructor(reads: Reads, revocation: Revocation) {
    this.#reads = reads;
    this.#revocation = revocation;
  }

  login(): Promise<AgentRecord> {
    const error = this.#revocation.error();
    if (error !== null) return Promise.reject(error);
    this.#reading ??= this.#ask();
    return this.#reading;
  }

  agent(): AgentRecord | null {
    return this.#revocation.error() === null ? this.#agent : null;
  }

  async #ask(): Promise<AgentRecord> {
    try {
      this.#agent = await this.#reads.me();
      return this.#agent;
    } catch (error) {
      this.#reading = null;
      throw error;
    }
  }
}

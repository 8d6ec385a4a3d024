import type { Link } from '../agent/link.ts';
import type { Links } from '../agent/links.ts';
import { removeParticipant, startConsultation } from '../agent/operations/consultation.ts';
import {
  acceptSession,
  completeSession,
  leaveSession,
  rejectSession,
  transferSession,
} from '../agent/operations/conversation.ts';
import { sendMessage } from '../agent/operations/messaging.ts';
import { addComment, attachUserData } from '../agent/operations/properties.ts';
import { isGatewayError } from '../errors.ts';
import type { OperationOutcome } from '../generated/schema.ts';
import type { Sandbox, SandboxUser } from '../sandbox/sandbox.ts';
import type { Credentials } from '../upstream/connection.ts';
import { between, pick, type Random } from './schedule.ts';

/** A message that an agent asked to be sent, and what they were told of it. */
export interface Sent {
  readonly text: string;
  readonly outcome: OperationOutcome | 'FAILED';
  /** Milliseconds until the answer. */
  readonly took: number;
}

export interface AgentOptions {
  readonly user: SandboxUser;
  readonly colleague: SandboxUser;
  readonly links: Links;
  readonly credentials: Credentials;
  readonly sandbox: Sandbox;
  readonly random: Random;
}

/** An agent at work, by mutations. */
export interface Agent {
  /** Does something that makes sense just now, without waiting for it. */
  act(): void;
  readonly sent: readonly Sent[];
  /** What was thrown and is no error for a client. */
  readonly faults: readonly unknown[];
  /** Resolves when everything begun is answered. */
  answered(): Promise<void>;
}

export function createAgent({ user, colleague, links, credentials, sandbox, random }: AgentOptions): Agent {
  const sent: Sent[] = [];
  const running = new Set<Promise<unknown>>();
  const faults: unknown[] = [];
  let number = 0;

  function inState(state: string): string | undefined {
    const ids = sandbox.control.sessionsOf(user.userName).filter((session) => session['state'] === state);
    return pick(random, ids)?.['id'] as string | undefined;
  }

  async function ask(task: (link: Link) => Promise<{ outcome: OperationOutcome }>): Promise<Sent['outcome']> {
    const hold = links.hold(credentials);
    try {
      return (await task(hold.link)).outcome;
    } catch (error) {
      if (!isGatewayError(error)) throw error;
      return error.withoutEffect ? 'FAILED' : 'UNDETERMINED';
    } finally {
      hold.release();
    }
  }

  async function say(sessionId: string): Promise<void> {
    const text = `${user.userName} says ${(number += 1)}`;
    const begun = Date.now();
    const outcome = await ask((link) => link.perform(sendMessage, { sessionId, text, visibility: 'ALL' }));
    sent.push({ text, outcome, took: Date.now() - begun });
  }

  function work(): Promise<unknown> | null {
    const offered = inState('Invited');
    const sessionId = inState('Chatting');
    const choice = between(random, 0, 12);
    if (offered !== undefined && choice < 3) return ask((link) => link.perform(acceptSession, { sessionId: offered }));
    if (offered !== undefined && choice === 3)
      return ask((link) => link.perform(rejectSession, { sessionId: offered }));
    if (sessionId === undefined) return null;
    const participant = { userId: colleague.id };
    switch (choice) {
      case 4:
        return ask((link) => link.perform(startConsultation, { sessionId, target: { userId: colleague.id } }));
      case 5:
        return ask((link) => link.perform(removeParticipant, { sessionId, participant }));
      case 10:
        return random() < 0.3
          ? ask((link) => link.perform(transferSession, { sessionId, target: { userId: colleague.id } }))
          : say(sessionId);
      case 6:
        return ask((link) => link.perform(addComment, { sessionId, comment: `comment ${(number += 1)}` }));
      case 7:
        return ask((link) =>
          link.perform(attachUserData, {
            sessionId,
            userData: [{ key: `key${between(random, 0, 5)}`, value: number }],
          }),
        );
      case 8:
        return random() < 0.4 ? ask((link) => link.perform(leaveSession, { sessionId })) : say(sessionId);
      case 9:
        return random() < 0.4 ? ask((link) => link.perform(completeSession, { sessionId })) : say(sessionId);
      default:
        return say(sessionId);
    }
  }

  return {
    sent,
    faults,
    act() {
      const task = work();
      if (task === null) return;
      const entry = task.catch((error: unknown) => faults.push(error)).finally(() => running.delete(entry));
      running.add(entry);
    },
    async answered() {
      await Promise.all(running);
    },
  };
}

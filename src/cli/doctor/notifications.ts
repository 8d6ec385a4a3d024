import { createBayeuxSession, type BayeuxSession, type Exchange } from '../../upstream/bayeux-session.ts';
import type { Connection } from '../../upstream/connection.ts';
import type { UpstreamReply } from '../../upstream/exchange.ts';
import { isCsrfRefusal } from '../../upstream/csrf.ts';
import { unlessStopped, withDeadline } from '../../upstream/deadline.ts';
import { integer, parseRecord } from '../../upstream/envelope.ts';
import { failed, ok, warning, type Check, type Finding } from './check.ts';
import { written } from './explain.ts';
import { describeHandshake } from './handshake.ts';

/** Milliseconds for which a poll has to be held to count as a long one. */
const heldFor = 2000;

export interface NotificationChecks {
  readonly checks: readonly Check[];
  /** Ends the Bayeux session, whatever became of the checks. */
  close(): Promise<void>;
}

/** The gateway's own Bayeux client, step by step. */
export function notificationChecks(
  connection: Connection,
  path: string,
  channels: readonly string[],
): NotificationChecks {
  /** The last answer: what came in place of Bayeux, and what Bayeux says that the gateway has no use for. */
  const seen: { reply: UpstreamReply | null } = { reply: null };
  const watched: Connection = {
    ...connection,
    async send(request) {
      const reply = await connection.send(request);
      seen.reply = reply;
      return reply;
    },
  };
  const session = createBayeuxSession(watched, path);
  const refused: string[] = [];

  async function checkHandshake(signal: AbortSignal): Promise<Finding> {
    try {
      const exchange = await session.handshake(signal);
      if (exchange.end === 'ok') return describeHandshake(seen.reply, session.lossless());
      return failed(
        `refused: ${exchange.reason}`,
        'The login is good, but not for notifications: see to the settings of the server.',
      );
    } catch (error) {
      const finding = seen.reply === null ? null : explainAnswer(seen.reply, path);
      if (finding === null) throw error;
      return finding;
    }
  }

  async function checkChannel(channel: string, signal: AbortSignal): Promise<Finding> {
    const exchange = await session.subscribe([channel], signal);
    if (exchange.end === 'ok') return ok('subscribed');
    refused.push(channel);
    const advice = `Not to be had by this user, or misspelt: take it out of GWS_CHANNELS.`;
    // Several spellings may be set, of which a server refuses all but one.
    return refused.length === channels.length ? failed(exchange.reason, advice) : warning(exchange.reason, advice);
  }

  return {
    checks: [
      { name: 'handshake', needs: ['login'], run: checkHandshake },
      ...channels.map((channel) => ({
        name: `channel ${channel}`,
        needs: ['handshake'],
        run: (signal: AbortSignal) => checkChannel(channel, signal),
      })),
      { name: 'poll', needs: ['handshake'], run: (signal) => checkPoll(session, signal) },
      {
        name: 'goodbye',
        needs: ['handshake'],
        async run() {
          await session.disconnect();
          return ok('the Bayeux session is ended; nothing was changed');
        },
      },
    ],
    close: () => session.disconnect(),
  };
}

async function checkPoll(session: BayeuxSession, signal: AbortSignal): Promise<Finding> {
  const first = await session.connect(false, signal);
  if (first.end !== 'ok') return lost(first);
  const begun = performance.now();
  const next = await withDeadline(heldFor, signal, (stop) => unlessStopped(session.connect(true, stop), stop));
  if (next === null) return ok(`held for ${heldFor / 1000} s, as a long poll ought to be`);
  if (next.end !== 'ok') return lost(next);
  const { length } = next.deliveries;
  if (length > 0) return ok(`brought ${length} ${length === 1 ? 'notification' : 'notifications'}`);
  return warning(
    `answered after ${Math.round(performance.now() - begun)} ms with nothing`,
    'Polls are not held: a proxy cuts them, or several sessions share a cookie. Notifications come late, and cost more.',
  );
}

function lost({ reason }: Exchange): Finding {
  return failed(
    reason,
    'The session is forgotten at once: cookies get lost on the way, or a balancer without sticky sessions changes servers.',
  );
}

/** What came in place of a Bayeux answer; null where the error itself says enough. */
function explainAnswer({ status, text }: UpstreamReply, path: string): Finding | null {
  if (isCsrfRefusal(status, text)) {
    return failed(
      `HTTP ${status}: the CSRF token is missing or wrong`,
      'The token of GET /me did not get there or back: let cookies, X-CSRF-HEADER and the header it names pass.',
    );
  }
  const statusCode = integer(parseRecord(text)?.['statusCode']);
  if (status === 404 || status === 405 || (statusCode !== null && statusCode !== 20)) {
    return failed(
      `${written(status, statusCode)} at ${path}`,
      'There is no CometD endpoint: check GWS_NOTIFICATIONS_PATH.',
    );
  }
  return null;
}

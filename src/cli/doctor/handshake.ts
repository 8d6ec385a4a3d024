import { asArray, asObject } from '../../normalise/decode.ts';
import type { UpstreamReply } from '../../upstream/exchange.ts';
import { failed, ok, warning, type Finding } from './check.ts';

/** What a server says of itself in the handshake that it granted. */
export function describeHandshake(reply: UpstreamReply | null, hasAck: boolean): Finding {
  const message = handshakeIn(reply?.text ?? '');
  const types = asArray(message?.['supportedConnectionTypes'])?.filter((type) => typeof type === 'string') ?? [];
  const advice = asObject(message?.['advice']);
  const detail = [
    `Bayeux ${told(message?.['version'])}`,
    types.length === 0 ? 'no transports told' : types.join(', '),
    ...(advice === null ? [] : [`advice: ${told(advice['reconnect'])}, polls held for ${told(advice['timeout'])} ms`]),
    `acknowledgements ${hasAck ? 'granted' : 'not granted'}`,
  ].join('; ');
  if (types.length > 0 && !types.includes('long-polling')) {
    return failed(detail, 'The gateway speaks long polling, which this server does not offer.');
  }
  return hasAck
    ? ok(detail)
    : warning(
        detail,
        'What is on its way when a poll fails gets lost; the gateway says so, and reads again. Enable the acknowledged messages extension.',
      );
}

function handshakeIn(text: string): Readonly<Record<string, unknown>> | null {
  const messages = asArray(JSON.parse(text)) ?? [];
  return messages.map(asObject).find((one) => one?.['channel'] === '/meta/handshake') ?? null;
}

function told(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : 'not told';
}

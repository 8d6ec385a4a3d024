import { badUserInput, isGatewayError } from '../errors.ts';
import type {
  ChannelResult,
  EndContactCenterSessionInput,
  EndContactCenterSessionPayload,
  OperationOutcome,
  SetAgentStateInput,
  SetAgentStatePayload,
  StartContactCenterSessionInput,
  StartContactCenterSessionPayload,
  UserError,
} from '../generated/schema.ts';
import { normaliseChannelResults } from '../normalise/agent-details.ts';
import { userErrorCode } from '../normalise/user-error-code.ts';
import type { Rest } from '../upstream/rest.ts';
import { checkedOptional, checkedText } from './operations/checks.ts';
import type { Reads } from './reads.ts';
import { certaintyOf, send, upstreamError } from './send.ts';

/** What an agent does that is about no session: page "StartContactCenterSession" and its sisters, on `/me`. */
export interface ContactCenter {
  readonly start: (input: StartContactCenterSessionInput) => Promise<StartContactCenterSessionPayload>;
  readonly end: (input: EndContactCenterSessionInput) => Promise<EndContactCenterSessionPayload>;
  readonly setState: (input: SetAgentStateInput) => Promise<SetAgentStatePayload>;
}

export function createContactCenter(rest: Rest, reads: Reads): ContactCenter {
  /** True when a re-read of the agent's channels shows it; what cannot be read shows nothing. */
  async function shows(
    isThere: (channels: readonly { name: string; state: string | null }[]) => boolean,
  ): Promise<boolean> {
    try {
      const channels = await reads.channels();
      return channels !== null && isThere(channels);
    } catch (error) {
      if (isGatewayError(error)) return false;
      throw error;
    }
  }

  async function perform(
    path: string,
    body: Readonly<Record<string, unknown>>,
    proven: () => Promise<boolean>,
  ): Promise<Done> {
    const sent = await send(() => rest.post(path, body));
    if (sent.kind === 'refused') {
      // statusCode 7 is no refusal: some channels are in.
      const partly = normaliseChannelResults(sent.answer.body);
      if (sent.answer.statusCode === 7 && partly.succeeded.length > 0) {
        return { outcome: 'CONFIRMED', ...partly, userErrors: partly.failed.map(channelError) };
      }
      if (certaintyOf(sent.answer) !== 'open' || partly.failed.length > 0) {
        return { outcome: 'REFUSED', ...partly, userErrors: [upstreamError(sent.answer)] };
      }
    }
    if (await proven()) return { outcome: 'CONFIRMED', ...nothing, userErrors: [] };
    const userErrors = sent.kind === 'refused' ? [upstreamError(sent.answer)] : [];
    return { outcome: sent.kind === 'accepted' ? 'ACCEPTED' : 'UNDETERMINED', ...nothing, userErrors };
  }

  return {
    async start({ channels, place }) {
      const path = ['input', 'channels'];
      if (channels.length === 0 || channels.length > 20)
        throw badUserInput('input.channels must have 1 to 20 items.', path);
      const wanted = channels.map((channel) => checkedText(channel, path, 64));
      const where = checkedOptional(place, ['input', 'place'], 255);
      const body = {
        operationName: 'StartContactCenterSession',
        channels: wanted,
        ...(where === null ? {} : { place: where }),
      };
      const done = await perform('/me', body, () =>
        shows((found) => wanted.every((channel) => found.some(({ name }) => sameName(name, channel)))),
      );
      return { __typename: 'StartContactCenterSessionPayload', ...done };
    },
    async end() {
      const { outcome, userErrors } = await perform('/me', { operationName: 'EndContactCenterSession' }, () =>
        Promise.resolve(false),
      );
      return { __typename: 'EndContactCenterSessionPayload', outcome, userErrors };
    },
    async setState({ state, channel }) {
      const name = channel === null || channel === undefined ? null : checkedChannel(channel);
      const word = state === 'READY' ? 'Ready' : 'NotReady';
      const { outcome, userErrors } = await perform(
        name === null ? '/me' : `/me/channels/${name}`,
        { operationName: word },
        () =>
          shows((found) => {
            const meant = found.filter((one) => name === null || sameName(one.name, name));
            return meant.length > 0 && meant.every((one) => one.state !== null && sameName(one.state, word));
          }),
      );
      return { __typename: 'SetAgentStatePayload', outcome, userErrors };
    },
  };
}

interface Done {
  readonly outcome: OperationOutcome;
  readonly succeeded: readonly ChannelResult[];
  readonly failed: readonly ChannelResult[];
  readonly userErrors: readonly UserError[];
}

const nothing = { succeeded: [], failed: [] };

function channelError({ channel, message, upstreamStatusCode }: ChannelResult): UserError {
  return {
    __typename: 'UserError',
    code: userErrorCode(upstreamStatusCode ?? 0),
    message: `${channel}: ${message ?? 'not logged in'}`,
    path: ['input', 'channels'],
    upstreamStatusCode,
  };
}

function checkedChannel(channel: string): string {
  const path = ['input', 'channel'];
  if (!/^[0-9A-Za-z_-]{1,64}$/.test(channel))
    throw badUserInput('input.channel must be 1 to 64 of [0-9A-Za-z_-].', path);
  return channel;
}

function sameName(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

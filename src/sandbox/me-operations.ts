import { media, mediaOf, type Medium, type Readiness } from './duty.ts';
import { channelStates } from './me.ts';
import type { Scene } from './operation.ts';
import { optionalString, type Parameters, requiredString, requiredStrings } from './parameters.ts';
import { codes, refuse, type StatusCode } from './refusal.ts';
import type { RestAnswer } from './rest.ts';
import type { SandboxUser } from './world.ts';

interface MeCall extends Scene {
  readonly user: SandboxUser;
  readonly parameters: Parameters;
}

type MeOperations = Readonly<Record<string, (call: MeCall) => RestAnswer>>;

/** `POST /me`. */
const meOperations: MeOperations = {
  StartContactCenterSession: start,
  EndContactCenterSession: end,
  Ready: (call) => become(call, 'Ready', media),
  NotReady: (call) => become(call, 'NotReady', media),
};

export const meOperationNames: readonly string[] = Object.keys(meOperations);

const readinessNames: readonly Readiness[] = ['Ready', 'NotReady'];
/** Channel of ChannelStateChangeMessageV2, known from client code only. */
const channelsChannel = '/v2/me/channels';
const noVoice = [codes.internal, "Device '5001' is not registered."] as const;

/** Refuses with code 3 what is not an operation on oneself. */
export function operateOnMe(call: MeCall): RestAnswer {
  const name = requiredString(call.parameters, 'operationName', 256);
  const run = Object.hasOwn(meOperations, name) ? meOperations[name] : undefined;
  if (run === undefined) throw refuse(codes.forbidden, `Operation '${name}' is not known.`);
  return run(call);
}

/** `POST /me/channels/{channel}`. Refuses with code 6 unknown channels; voice is refused as was seen without a device. */
export function operateOnChannel(call: MeCall, channel: string): RestAnswer {
  const name = requiredString(call.parameters, 'operationName', 256);
  const readiness = readinessNames.find((known) => known === name);
  if (readiness === undefined) throw refuse(codes.forbidden, `Operation '${name}' is not known.`);
  if (channel === 'voice') throw refuse(...noVoice);
  const affected = mediaOf(channel);
  if (affected === undefined) throw refuse(codes.notFound, `There is no channel '${channel}'.`);
  return become(call, readiness, affected);
}

interface ChannelOutcome {
  readonly statusCode: 0 | StatusCode;
  readonly statusMessage?: string;
  readonly channel: string;
}

/**
 * Page "StartContactCenterSession". Asked for chat, real servers were seen to report `multimedia`; the sandbox's agents have
 * no voice device. When nothing succeeds the answer is the refusal of the first channel.
 */
function start({ world, user, parameters }: MeCall): RestAnswer {
  const channels = requiredStrings(parameters, 'channels');
  optionalString(parameters, 'place', 256);
  if (channels.length === 0) throw refuse(codes.parameterMissing, "Parameter 'channels' names no channel.");
  if (channels.length > 32) throw refuse(codes.outOfRange, "Parameter 'channels' names more than 32 channels.");
  const outcomes = new Map<string, ChannelOutcome>();
  for (const name of channels) {
    const outcome = outcomeOf(name);
    outcomes.set(outcome.channel, outcome);
  }
  world.duty.start(
    user.id,
    channels.filter((name): name is Medium => media.some((medium) => medium === name)),
  );
  const failed = [...outcomes.values()].filter(({ statusCode }) => statusCode !== 0);
  const succeeded = [...outcomes.values()].filter(({ statusCode }) => statusCode === 0);
  const [first] = failed;
  if (first === undefined) return { envelope: { statusCode: 0 } };
  if (succeeded.length > 0) return { envelope: { statusCode: 7, failed, succeeded } };
  throw refuse(first.statusCode === 0 ? codes.internal : first.statusCode, first.statusMessage ?? '');
}

function outcomeOf(name: string): ChannelOutcome {
  if (name === 'voice') return { statusCode: noVoice[0], statusMessage: noVoice[1], channel: 'voice' };
  if (media.some((medium) => medium === name)) return { statusCode: 0, channel: 'multimedia' };
  const channel = name.slice(0, 64);
  return { statusCode: codes.outOfRange, statusMessage: `Channel '${channel}' is not known.`, channel };
}

/** Page "EndContactCenterSession": also invalidates the HTTP session. */
function end({ world, user }: MeCall): RestAnswer {
  world.duty.end(user.id);
  return { envelope: { statusCode: 0 }, endsHttpSession: true };
}

/** Seen in traces and client code. The notification's fields are unknown; it says here what `GET /me` says. */
function become(call: MeCall, readiness: Readiness, affected: readonly Medium[]): RestAnswer {
  const { world, user } = call;
  world.duty.setReadiness(user.id, affected, readiness);
  const channels = channelStates(call, user.id, affected);
  const data = { messageType: 'ChannelStateChangeMessageV2', channels };
  return { envelope: { statusCode: 0 }, deliveries: [{ to: user.id, channel: channelsChannel, data }] };
}

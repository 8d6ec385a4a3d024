import type { Medium } from './duty.ts';
import type { Scene } from './operation.ts';
import { features } from './resources.ts';
import type { Envelope } from './rest.ts';
import type { SandboxUser } from './world.ts';

type Members = Readonly<Record<string, unknown>>;

/**
 * What `subresources` may name. Real servers were seen to leave out what does not exist yet, as channels before
 * StartContactCenterSession, and to say nothing about names they do not know.
 */
const subresources: Readonly<Record<string, (scene: Scene, user: SandboxUser) => readonly unknown[] | undefined>> = {
  features: (scene) => features(scene),
  devices: () => [],
  channels: startedChannels,
  channelStates: startedChannels,
};

/** `GET /me`, with `subresources` a comma list or `*`. */
export function readMe(scene: Scene, user: SandboxUser, query: URLSearchParams): Envelope {
  const asked = new Set((query.get('subresources') ?? '').split(',').map((name) => name.trim()));
  const found = Object.entries(subresources)
    .filter(([name]) => asked.has('*') || asked.has(name))
    .map(([name, read]) => [name, read(scene, user)] as const)
    .filter(([, value]) => value !== undefined);
  return { statusCode: 0, user: { ...scene.payloads.user(user), ...Object.fromEntries(found) } };
}

function startedChannels(scene: Scene, { id }: SandboxUser): readonly Members[] | undefined {
  const started = scene.world.duty.startedBy(id);
  return started.length === 0 ? undefined : channelStates(scene, id, started);
}

/** An agent's state per channel, as `GET /me` was seen to have it. Of the ids of states only Ready's was seen. */
export function channelStates({ world }: Scene, userId: string, names: readonly Medium[]): readonly Members[] {
  return names.map((channel) => {
    const state = world.duty.readiness(userId, channel);
    const known = state === 'Ready' ? { id: '9430250E-0A1B-421F-B372-F29E69366DED' } : {};
    return { channel, userState: { ...known, displayName: state === 'Ready' ? 'Ready' : 'Not Ready', state } };
  });
}

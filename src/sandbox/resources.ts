import { type Resource, listing } from './listing.ts';
import type { Scene } from './operation.ts';
import type { Envelope } from './rest.ts';

/** What a contact center has besides its users and sessions: read only, and the same for everybody. */

interface Collection {
  /** Name of the member that holds one of them. */
  readonly one: string;
  readonly all: (scene: Scene) => readonly Resource[];
}

const collections: Readonly<Record<string, Collection>> = {
  features: { one: 'feature', all: features },
  queues: { one: 'queue', all: queues },
  services: { one: 'service', all: services },
};

const resourcePath = /^\/(\w+)(?:\/([\w-]{1,64}))?$/;

/** The collection or the resource at a path such as `/queues` or `/queues/{id}`; undefined when there is none. */
export function readResource(scene: Scene, path: string, query: URLSearchParams): Envelope | undefined {
  const [, name = '', id] = resourcePath.exec(path) ?? [];
  const collection = Object.hasOwn(collections, name) ? collections[name] : undefined;
  if (collection === undefined) return undefined;
  const all = collection.all(scene);
  if (id === undefined) return listing(name, all, query);
  const found = all.find((resource) => resource['id'] === id);
  return found === undefined ? undefined : { statusCode: 0, [collection.one]: found };
}

/** Page "Features"; names and texts of those that were seen on real servers. */
export function features({ payloads }: Scene): readonly Resource[] {
  const named = [
    ['api-multimedia', 'Multimedia API', 'API for Multimedia'],
    ['api-multimedia-chat', 'Multimedia Chat API', 'API for Multimedia Chat'],
    ['api-multimedia-email', 'Multimedia Email API', 'API for Multimedia Email'],
    ['api-multimedia-workitem', 'Multimedia Workitem API', 'API for Multimedia Workitem'],
    ['api-voice', 'Voice API', 'API for Voice'],
  ] as const;
  return named.map(([id, displayName, description]) => ({
    ...{ id, displayName, description, autoAssignOnContactCenterCreate: true },
    ...payloads.located(`/features/${id}`),
  }));
}

/** Page "Request Parameters" shows that a queue has id, name and channel; Facebook's value of `channel` is unknown. */
function queues({ world, payloads }: Scene): readonly Resource[] {
  return world.queues.map(({ id, name }) => ({
    ...{ id, name, channel: 'facebooksession' },
    ...payloads.located(`/queues/${id}`),
  }));
}

/** Page "Services": the servers behind, with types that were seen on real servers. All are well here. */
function services({ payloads }: Scene): readonly Resource[] {
  const named = [
    ['ON_PREMISE_ENVIRONMENT', 'Provisioning', 'Provisioning'],
    ['SERVICE-1', 'SIP_P', 'Voice'],
    ['SERVICE-2', 'InteractionServer_P', 'MultiMediaState'],
    ['SERVICE-3', 'UCS_P', 'MultiMediaContent'],
  ] as const;
  return named.map(([id, name, type]) => ({
    ...{ id, name, type, state: 'Active' },
    ...payloads.located(`/services/${id}`),
  }));
}

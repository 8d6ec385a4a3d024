import type { Channel, ChannelResult, Service } from '../generated/schema.ts';
import { asArray, asInt, asObject, asString } from './decode.ts';

/** Ids of the `features` of an agent (`GET /me?subresources=features`); null when the answer has none: every subresource is optional. */
export function normaliseFeatures(body: unknown): readonly string[] | null {
  const features = asArray(asObject(asObject(body)?.['user'])?.['features']);
  return features?.flatMap((feature) => asString(asObject(feature)?.['id']) ?? []) ?? null;
}

/** The `channels` of an agent (`GET /me?subresources=channels`); null when the answer has none, as before any login to channels. */
export function normaliseChannels(body: unknown): readonly Channel[] | null {
  const channels = asArray(asObject(asObject(body)?.['user'])?.['channels']);
  return (
    channels?.flatMap((value) => {
      const source = asObject(value);
      const name = asString(source?.['channel']);
      if (name === null) return [];
      return [{ __typename: 'Channel' as const, name, state: asString(asObject(source?.['userState'])?.['state']) }];
    }) ?? null
  );
}

/** `GET /services?fields=*` (page "Services"); null when the answer has no list. */
export function normaliseServices(body: unknown): readonly Service[] | null {
  const services = asArray(asObject(body)?.['services']);
  return (
    services?.flatMap((value) => {
      const source = asObject(value);
      const id = asString(source?.['id']);
      if (source === null || id === null) return [];
      const [name, type, state] = [asString(source['name']), asString(source['type']), asString(source['state'])];
      return [{ __typename: 'Service' as const, id, name, type, state }];
    }) ?? null
  );
}

/** `succeeded` and `failed` of a StartContactCenterSession (its page); empty where the answer has none. */
export function normaliseChannelResults(body: unknown): {
  readonly succeeded: readonly ChannelResult[];
  readonly failed: readonly ChannelResult[];
} {
  const read = (member: string): readonly ChannelResult[] =>
    (asArray(asObject(body)?.[member]) ?? []).flatMap((value) => {
      const source = asObject(value);
      const channel = asString(source?.['channel']);
      if (source === null || channel === null) return [];
      const [upstreamStatusCode, message] = [asInt(source['statusCode']), asString(source['statusMessage'])];
      return [{ __typename: 'ChannelResult' as const, channel, upstreamStatusCode, message }];
    });
  return { succeeded: read('succeeded'), failed: read('failed') };
}

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  normaliseChannelResults,
  normaliseChannels,
  normaliseFeatures,
  normaliseServices,
} from '../../src/normalise/agent-details.ts';
import { body, fixture } from './fixtures.ts';

describe('what was seen on real servers', () => {
  test('features, and no channels before any login to channels', () => {
    const seen = body('platform.http.me-subresources.observed');
    expect(normaliseFeatures(seen)).toEqual(['api-multimedia-chat', 'api-multimedia-email', 'api-voice']);
    expect(normaliseChannels(seen)).toBeNull();
  });

  test('channels, and no features where none were asked for', () => {
    const seen = body('platform.http.me-multimedia.observed');
    expect(normaliseChannels(seen)).toEqual([
      { __typename: 'Channel', name: 'chat', state: 'Ready' },
      { __typename: 'Channel', name: 'twitter', state: 'Ready' },
    ]);
    expect(normaliseFeatures(seen)).toBeNull();
  });

  test('services', () => {
    const services = normaliseServices(body('platform.http.services.observed'));
    expect(services?.map(({ id, name, type, state }) => [id, name, type, state])).toEqual([
      ['ON_PREMISE_ENVIRONMENT', 'Provisioning', 'Provisioning', 'Active'],
      ['SERVICE-1', 'SIP_P', 'Voice', 'Active'],
      ['SERVICE-2', 'InteractionServer_P', 'MultiMediaState', 'Inactive'],
      ['SERVICE-3', 'UCS_UAT_P', 'MultiMediaContent', 'Inactive'],
    ]);
  });

  test('the parts of a partial success, either way round', () => {
    const voice = { __typename: 'ChannelResult', channel: 'voice' };
    const multimedia = { __typename: 'ChannelResult', channel: 'multimedia' };
    expect(normaliseChannelResults(body('platform.http.partial-success'))).toEqual({
      succeeded: [{ ...voice, upstreamStatusCode: 0, message: null }],
      failed: [{ ...multimedia, upstreamStatusCode: 4, message: 'Interaction server connection is not opened' }],
    });
    const other = (fixture('platform.http.partial-success') as { otherObservedBody: unknown }).otherObservedBody;
    expect(normaliseChannelResults(other)).toEqual({
      succeeded: [{ ...multimedia, upstreamStatusCode: 0, message: null }],
      failed: [{ ...voice, upstreamStatusCode: 4, message: "Device '5001' is not registered." }],
    });
  });
});

describe('garbage', () => {
  const words = [
    'user',
    'features',
    'channels',
    'channel',
    'services',
    'id',
    'userState',
    'state',
    'succeeded',
    'failed',
  ];
  const anything = fc.letrec<{ value: unknown; object: unknown; list: unknown }>((tie) => ({
    value: fc.oneof({ maxDepth: 5 }, fc.anything(), tie('object'), tie('list')),
    object: fc.dictionary(fc.constantFrom(...words), tie('value'), { maxKeys: 4 }),
    list: fc.array(tie('value'), { maxLength: 3 }),
  })).value;

  test('never throws, and gives strings where strings are promised', () => {
    fc.assert(
      fc.property(anything, (value) => {
        for (const feature of normaliseFeatures(value) ?? []) expect(feature).toBeTypeOf('string');
        for (const { name } of normaliseChannels(value) ?? []) expect(name).toBeTypeOf('string');
        for (const { id } of normaliseServices(value) ?? []) expect(id).toBeTypeOf('string');
        const { succeeded, failed } = normaliseChannelResults(value);
        for (const { channel } of [...succeeded, ...failed]) expect(channel).toBeTypeOf('string');
      }),
      { numRuns: 1000 },
    );
  });

  test('what has no name is left out, and what is missing is null', () => {
    expect(normaliseFeatures({ user: { features: [{}, null, { id: 'a' }] } })).toEqual(['a']);
    expect(normaliseChannels({ user: { channels: [{ channel: 'chat' }, {}, 'voice'] } })).toEqual([
      { __typename: 'Channel', name: 'chat', state: null },
    ]);
    expect(normaliseServices({ services: [{ id: 'a' }, { name: 'b' }] })).toEqual([
      { __typename: 'Service', id: 'a', name: null, type: null, state: null },
    ]);
    expect(normaliseChannelResults({ succeeded: [{ channel: 'a' }, {}], failed: 'none' })).toEqual({
      succeeded: [{ __typename: 'ChannelResult', channel: 'a', upstreamStatusCode: null, message: null }],
      failed: [],
    });
  });
});

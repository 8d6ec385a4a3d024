import { expect, test } from 'vitest';
import { createContactCenter } from '../../src/agent/contact-center.ts';
import type { Reads } from '../../src/agent/reads.ts';
import { accepted } from './performing.ts';

type Channels = Awaited<ReturnType<Reads['channels']>>;

function center(channels: Channels) {
  const posted: unknown[] = [];
  const post = (path: string, body: unknown) => {
    posted.push([path, body]);
    return Promise.resolve(accepted());
  };
  const reads: Pick<Reads, 'channels'> = { channels: () => Promise.resolve(channels) };
  return { posted, on: createContactCenter({ post } as never, reads as Reads) };
}

const chat = (state: string): Channels => [{ __typename: 'Channel', name: 'chat', state }];

test('startContactCenterSession sends StartContactCenterSession; the channels read anew prove it', async () => {
  const { posted, on } = center(chat('NotReady'));
  expect(await on.start({ channels: ['Chat'] })).toMatchObject({ outcome: 'CONFIRMED', userErrors: [] });
  expect(await on.start({ channels: ['email'], place: 'p' })).toMatchObject({ outcome: 'ACCEPTED' });
  expect(posted).toEqual([
    ['/me', { operationName: 'StartContactCenterSession', channels: ['Chat'] }],
    ['/me', { operationName: 'StartContactCenterSession', channels: ['email'], place: 'p' }],
  ]);
});

test('endContactCenterSession sends EndContactCenterSession, which nothing can prove', async () => {
  const { posted, on } = center([]);
  expect(await on.end({})).toMatchObject({ outcome: 'ACCEPTED', userErrors: [] });
  expect(posted).toEqual([['/me', { operationName: 'EndContactCenterSession' }]]);
});

test('setAgentState sends Ready or NotReady; the states read anew prove it', async () => {
  const { posted, on } = center(chat('Ready'));
  expect(await on.setState({ state: 'READY' })).toMatchObject({ outcome: 'CONFIRMED' });
  expect(await on.setState({ state: 'NOT_READY', channel: 'chat' })).toMatchObject({ outcome: 'ACCEPTED' });
  expect(posted).toEqual([
    ['/me', { operationName: 'Ready' }],
    ['/me/channels/chat', { operationName: 'NotReady' }],
  ]);
});

import { describe, expect, it } from 'vitest';
import type { Json } from '../support/fixture.ts';
import { agent2, offer, openDesk, supervisor, talk, type Desk } from './operating.ts';

const confirmed = { outcome: 'CONFIRMED', userErrors: [] };

/** The notifications flow first, so that it is they that are lost. */
async function deafDesk(): Promise<Desk> {
  const desk = await openDesk();
  await desk.watch('');
  desk.sandbox.control.loseNotifications(1000);
  return desk;
}

describe('an operation whose notification was lost', () => {
  it.each<[string, Json, Json]>([
    ['startConsultation', { target: { userId: supervisor } }, { state: 'CHATTING' }],
    ['removeParticipant', { participant: { userId: agent2 } }, { state: 'CHATTING' }],
    ['addComment', { comment: 'c' }, { comment: 'c' }],
    ['setDisposition', { disposition: 'd' }, {}],
    ['attachUserData', { userData: [{ key: 'k', value: 1 }] }, {}],
    ['updateUserData', { userData: [{ key: 'Subject', value: 'u' }] }, {}],
    ['deleteUserData', { keys: ['Subject'] }, {}],
  ])('%s is confirmed by reading again', async (name, input, expected) => {
    const desk = await deafDesk();
    const payload = await desk.mutate(name, { sessionId: talk, ...input, confirmWithin: 20_000 });
    expect(payload).toMatchObject({ ...confirmed, session: expected });
    expect(desk.operations()).toHaveLength(1);
  });

  it.each<[string, Json, Json]>([
    ['rejectSession', { sessionId: offer }, { state: 'COMPLETED' }],
    ['acceptSession', { sessionId: offer }, { state: 'CHATTING' }],
    ['leaveSession', { sessionId: talk }, { state: 'COMPLETED' }],
    ['completeSession', { sessionId: talk }, { state: 'COMPLETED' }],
    ['transferSession', { sessionId: talk, target: { userId: agent2 } }, { state: 'COMPLETED' }],
  ])('%s is confirmed by reading again', async (name, input, expected) => {
    const desk = await deafDesk();
    const payload = await desk.mutate(name, { ...input, confirmWithin: 600 });
    expect(payload).toMatchObject({ ...confirmed, session: expected });
  });

  it.each<[string, Json]>([
    ['sendMessage', { text: 'Hi' }],
    ['setTyping', { isTyping: true }],
  ])('%s, whose effect no session shows, is ACCEPTED', async (name, input) => {
    const desk = await deafDesk();
    const payload = await desk.mutate(name, { sessionId: talk, confirmWithin: 1, ...input });
    expect(payload).toMatchObject({ outcome: 'ACCEPTED', userErrors: [] });
  });
});

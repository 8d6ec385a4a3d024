import { mutationExample, type Example } from './example.ts';
import { talk } from './sandbox-ids.ts';

const userData = (keys: readonly string[]): string =>
  `session { id comment userData(keys: ${JSON.stringify(keys)}) { key value } }`;

export const properties: readonly Example[] = [
  mutationExample({
    name: 'setDisposition',
    about: 'Says how the conversation ended, under the key that the server has for it.',
    input: { sessionId: talk, disposition: 'Solved', confirmWithin: 5000 },
    shows: userData(['DispositionCode']),
  }),
  mutationExample({
    name: 'addComment',
    about: 'Sets the comment of the session.',
    input: { sessionId: talk, comment: 'Wants to be called back.', confirmWithin: 5000 },
    shows: userData([]),
  }),
  mutationExample({
    name: 'attachUserData',
    about: 'Adds attached data.',
    input: { sessionId: talk, userData: [{ key: 'CallBackAt', value: '17:30' }], confirmWithin: 5000 },
    shows: userData(['CallBackAt']),
  }),
  mutationExample({
    name: 'updateUserData',
    about: 'Overwrites attached data: run attachUserData first.',
    input: { sessionId: talk, userData: [{ key: 'CallBackAt', value: '18:00' }], confirmWithin: 5000 },
    shows: userData(['CallBackAt']),
  }),
  mutationExample({
    name: 'deleteUserData',
    about: 'Deletes attached data: run attachUserData first.',
    input: { sessionId: talk, keys: ['CallBackAt'], confirmWithin: 5000 },
    shows: userData(['CallBackAt']),
  }),
];

import { consulting } from './consulting.ts';
import { contactCenter } from './contact-center.ts';
import type { Example } from './example.ts';
import { properties } from './properties.ts';
import { reading } from './reading.ts';
import { sessionEvents } from './session-events.ts';
import { takingPart } from './taking-part.ts';
import { talking } from './talking.ts';

export interface ExampleGroup {
  readonly title: string;
  readonly examples: readonly Example[];
}

/** Every operation of the schema. `test/transport/explorer-examples.test.ts` holds them to it and to the sandbox. */
export const groups: readonly ExampleGroup[] = [
  { title: 'Watching', examples: [sessionEvents] },
  { title: 'Reading', examples: reading },
  { title: 'Taking part', examples: takingPart },
  { title: 'Consulting', examples: consulting },
  { title: 'Talking', examples: talking },
  { title: 'Properties', examples: properties },
  { title: 'Contact centre', examples: contactCenter },
];

const firstNames = ['sessionEvents', 'me', 'removeParticipant', 'startConsultation', 'sendMessage', 'acceptSession'];

/** The tabs of a first visit, in this order; the list has the rest. */
export const firstTabs: readonly Example[] = firstNames.flatMap((name) =>
  groups.flatMap(({ examples }) => examples.filter((example) => example.name === name)),
);

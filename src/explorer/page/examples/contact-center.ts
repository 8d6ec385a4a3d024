import { mutationExample, type Example } from './example.ts';

const channel = '{ channel upstreamStatusCode message }';

export const contactCenter: readonly Example[] = [
  mutationExample({
    name: 'startContactCenterSession',
    about: 'Logs you in to channels. With "voice" among them the sandbox refuses that one.',
    input: { channels: ['chat'] },
    shows: `succeeded ${channel} failed ${channel}`,
  }),
  mutationExample({
    name: 'setAgentState',
    about: 'Makes you ready for new work, or not: run startContactCenterSession first.',
    input: { state: 'READY' },
    shows: '',
  }),
  mutationExample({
    name: 'endContactCenterSession',
    about: 'Logs you out of all channels. ACCEPTED is the best there is: nothing can be read after it.',
    input: {},
    shows: '',
  }),
];

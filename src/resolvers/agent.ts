import type { AgentResolvers } from '../generated/schema.ts';

/** What costs an upstream call of its own is read only when it is asked for. */
export const agent = {
  features: (_agent, _args, { link }) => link().reads.features(),
  services: (_agent, _args, { link }) => link().reads.services(),
  channels: (_agent, _args, { link }) => link().reads.channels(),
} satisfies AgentResolvers;

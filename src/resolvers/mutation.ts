import { acceptSession, removeParticipant, sendMessage, startConsultation } from '../agent/operations.ts';
import type { MutationResolvers } from '../generated/schema.ts';

/** A line per operation: what it does is its row in `agent/operations.ts`. */
export const mutation = {
  acceptSession: (_root, { input }, { link }) => link().perform(acceptSession, input),
  sendMessage: (_root, { input }, { link }) => link().perform(sendMessage, input),
  startConsultation: (_root, { input }, { link }) => link().perform(startConsultation, input),
  removeParticipant: (_root, { input }, { link }) => link().perform(removeParticipant, input),
} satisfies Required<MutationResolvers>;

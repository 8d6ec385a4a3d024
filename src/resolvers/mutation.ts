import { removeParticipant, startConsultation } from '../agent/operations/consultation.ts';
import {
  acceptSession,
  completeSession,
  leaveSession,
  rejectSession,
  transferSession,
} from '../agent/operations/conversation.ts';
import { sendMessage, setTyping } from '../agent/operations/messaging.ts';
import {
  addComment,
  attachUserData,
  deleteUserData,
  setDisposition,
  updateUserData,
} from '../agent/operations/properties.ts';
import type { MutationResolvers } from '../generated/schema.ts';

/** A line per operation: what it does is its row in `agent/operations/`. */
export const mutation = {
  acceptSession: (_root, { input }, { link, trail }) => link().perform(acceptSession, input, trail),
  rejectSession: (_root, { input }, { link, trail }) => link().perform(rejectSession, input, trail),
  leaveSession: (_root, { input }, { link, trail }) => link().perform(leaveSession, input, trail),
  completeSession: (_root, { input }, { link, trail }) => link().perform(completeSession, input, trail),
  transferSession: (_root, { input }, { link, trail }) => link().perform(transferSession, input, trail),
  startConsultation: (_root, { input }, { link, trail }) => link().perform(startConsultation, input, trail),
  removeParticipant: (_root, { input }, { link, trail }) => link().perform(removeParticipant, input, trail),
  sendMessage: (_root, { input }, { link, trail }) => link().perform(sendMessage, input, trail),
  setTyping: (_root, { input }, { link, trail }) => link().perform(setTyping, input, trail),
  setDisposition: (_root, { input }, { link, trail }) => link().perform(setDisposition, input, trail),
  addComment: (_root, { input }, { link, trail }) => link().perform(addComment, input, trail),
  attachUserData: (_root, { input }, { link, trail }) => link().perform(attachUserData, input, trail),
  updateUserData: (_root, { input }, { link, trail }) => link().perform(updateUserData, input, trail),
  deleteUserData: (_root, { input }, { link, trail }) => link().perform(deleteUserData, input, trail),
  startContactCenterSession: (_root, { input }, { link }) => link().contactCenter.start(input),
  endContactCenterSession: (_root, { input }, { link }) => link().contactCenter.end(input),
  setAgentState: (_root, { input }, { link }) => link().contactCenter.setState(input),
} satisfies Required<MutationResolvers>;

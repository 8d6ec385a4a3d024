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
  acceptSession: (_root, { input }, { link }) => link().perform(acceptSession, input),
  rejectSession: (_root, { input }, { link }) => link().perform(rejectSession, input),
  leaveSession: (_root, { input }, { link }) => link().perform(leaveSession, input),
  completeSession: (_root, { input }, { link }) => link().perform(completeSession, input),
  transferSession: (_root, { input }, { link }) => link().perform(transferSession, input),
  startConsultation: (_root, { input }, { link }) => link().perform(startConsultation, input),
  removeParticipant: (_root, { input }, { link }) => link().perform(removeParticipant, input),
  sendMessage: (_root, { input }, { link }) => link().perform(sendMessage, input),
  setTyping: (_root, { input }, { link }) => link().perform(setTyping, input),
  setDisposition: (_root, { input }, { link }) => link().perform(setDisposition, input),
  addComment: (_root, { input }, { link }) => link().perform(addComment, input),
  attachUserData: (_root, { input }, { link }) => link().perform(attachUserData, input),
  updateUserData: (_root, { input }, { link }) => link().perform(updateUserData, input),
  deleteUserData: (_root, { input }, { link }) => link().perform(deleteUserData, input),
  startContactCenterSession: (_root, { input }, { link }) => link().contactCenter.start(input),
  endContactCenterSession: (_root, { input }, { link }) => link().contactCenter.end(input),
  setAgentState: (_root, { input }, { link }) => link().contactCenter.setState(input),
} satisfies Required<MutationResolvers>;

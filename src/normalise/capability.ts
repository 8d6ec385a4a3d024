import type { Capability } from '../generated/schema.ts';
import { enumReader } from './decode.ts';

/** Every name in the `capabilities` of any documented payload, of sister channels too. */
const readCapability = enumReader<Capability>({
  Accept: 'ACCEPT',
  Reject: 'REJECT',
  SendMessage: 'SEND_MESSAGE',
  SendToAgents: 'SEND_TO_AGENTS',
  SendStartTypingNotification: 'SEND_START_TYPING_NOTIFICATION',
  SendStopTypingNotification: 'SEND_STOP_TYPING_NOTIFICATION',
  SendStartTypingToAgentsNotification: 'SEND_START_TYPING_TO_AGENTS_NOTIFICATION',
  SendStopTypingToAgentsNotification: 'SEND_STOP_TYPING_TO_AGENTS_NOTIFICATION',
  Consult: 'CONSULT',
  Invite: 'INVITE',
  Transfer: 'TRANSFER',
  Leave: 'LEAVE',
  Complete: 'COMPLETE',
  LeaveAndComplete: 'LEAVE_AND_COMPLETE',
  RemoveParticipantFromConference: 'REMOVE_PARTICIPANT_FROM_CONFERENCE',
  InFocus: 'SET_IN_FOCUS',
  SetInFocus: 'SET_IN_FOCUS',
  SetDisposition: 'SET_DISPOSITION',
  AddComment: 'ADD_COMMENT',
  AttachUserData: 'ATTACH_USER_DATA',
  UpdateUserData: 'UPDATE_USER_DATA',
  DeleteUserData: 'DELETE_USER_DATA',
  SendUrl: 'SEND_URL',
});

/** In the upstream's order, each once; all names this gateway does not know become one UNKNOWN. */
export function normaliseCapabilities(names: readonly unknown[]): readonly Capability[] {
  return [...new Set(names.map(readCapability))];
}

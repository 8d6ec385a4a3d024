import { isDeepStrictEqual } from 'node:util';
import type { Call, Operations, Outcome } from './operation.ts';
import { optionalString, requiredObject, requiredString, requiredStrings } from './parameters.ts';
import type { SessionPayload } from './payloads.ts';
import { stateChange } from './payloads.ts';
import { codes, refuse } from './refusal.ts';
import type { AgentState } from './world.ts';
import { openFor } from './world.ts';

const states: readonly AgentState[] = ['Chatting', 'LeftChat'];
const keyLimit = 1_024;
const textLimit = 16_384;
/** JSON characters of all user data of a session; the documentation names no limit. */
const userDataLimit = 262_144;

/**
 * Disposition, comment and user data: each ends in one PropertiesUpdated to every agent who has the session open. A request
 * that changes nothing is answered 0 and tells nobody; the documentation says neither, and this is the harder case.
 */
export const propertyOperations: Operations = {
  SetDisposition: { states, run: setDisposition },
  AddComment: { states, run: addComment },
  AttachUserData: { states, run: mergeUserData },
  UpdateUserData: { states, run: mergeUserData },
  DeleteUserData: { states, run: deleteUserData },
};

/** Page "SetDisposition": its notification carries the changed key only. The default key is a server setting. */
function setDisposition(call: Call): Outcome {
  const disposition = requiredString(call.parameters, 'disposition', textLimit);
  const key = optionalString(call.parameters, 'dispositionKey', keyLimit) ?? 'DispositionCode';
  const userData = { [key]: disposition };
  if (!putUserData(call, userData)) return unchanged;
  return tell(call, (to) => call.payloads.shortSession(call.session, to, { userData }));
}

/** Page "AddComment": its notification carries no user data. A second comment replaces the first here (undocumented). */
function addComment(call: Call): Outcome {
  const comment = requiredString(call.parameters, 'comment', textLimit);
  if (call.session.comment === comment) return unchanged;
  call.session.comment = comment;
  return tell(call, (to) => call.payloads.shortSession(call.session, to, { comment }));
}

/**
 * Pages "AttachUserData" (adds keys) and "UpdateUserData" (overwrites keys). What the one does with a key that is there and
 * the other with one that is not is undocumented: here both write it.
 */
function mergeUserData(call: Call): Outcome {
  return putUserData(call, requiredObject(call.parameters, 'userData')) ? tellWhole(call) : unchanged;
}

/** Page "DeleteUserData"; unknown keys are ignored (undocumented). */
function deleteUserData(call: Call): Outcome {
  const { userData } = call.session;
  const present = requiredStrings(call.parameters, 'keys').filter((key) => userData.has(key));
  for (const key of present) userData.delete(key);
  return present.length > 0 ? tellWhole(call) : unchanged;
}

const unchanged: Outcome = { deliveries: [] };

/** False when every entry is there already with an equal value. */
function putUserData({ session }: Call, entries: Readonly<Record<string, unknown>>): boolean {
  const differs = ([key, value]: [string, unknown]) =>
    !session.userData.has(key) || !isDeepStrictEqual(session.userData.get(key), value);
  if (!Object.entries(entries).some(differs)) return false;
  const merged = new Map([...session.userData, ...Object.entries(entries)]);
  if (JSON.stringify(Object.fromEntries(merged)).length > userDataLimit) {
    throw refuse(codes.outOfRange, `The user data of a session may not exceed ${userDataLimit} characters.`);
  }
  for (const [key, value] of merged) session.userData.set(key, value);
  return true;
}

function tellWhole(call: Call): Outcome {
  return tell(call, (to) => call.payloads.session(call.session, to));
}

function tell({ world, session }: Call, resource: (to: string) => SessionPayload): Outcome {
  const referenceId = world.nextReferenceId();
  return {
    deliveries: openFor(session).map((to) => ({
      to,
      data: stateChange('PropertiesUpdated', resource(to), referenceId),
    })),
  };
}

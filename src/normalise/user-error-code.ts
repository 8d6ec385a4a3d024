import type { UserErrorCode } from '../generated/schema.ts';

/** By statusCode, 0 being success (Return Values page). */
const CODES: readonly UserErrorCode[] = [
  'UNKNOWN',
  'MISSING_PARAMETER',
  'INVALID_PARAMETER',
  'FORBIDDEN',
  'INTERNAL_ERROR',
  'PERMISSION_DENIED',
  'NOT_FOUND',
  'PARTIAL_SUCCESS',
  'PASSWORD_CHANGE_REQUIRED',
  'INCOMPLETE',
  'OUT_OF_RANGE',
  'READ_ONLY',
  'CANNOT_RETRIEVE',
  'CANNOT_CREATE',
  'CANNOT_DELETE',
  'CANNOT_UPDATE',
  'CANNOT_ASSIGN',
  'CANNOT_UNASSIGN',
  'ALREADY_EXISTS',
  'IN_USE',
  'NOT_AUTHENTICATED',
];

/** The documented meaning of a statusCode; UNKNOWN for any number that is not 1 to 20, 0 included. */
export function userErrorCode(statusCode: number): UserErrorCode {
  return CODES[statusCode] ?? 'UNKNOWN';
}

import { expect, test } from 'vitest';
import { userErrorCode } from '../../src/normalise/user-error-code.ts';

test.each([
  [1, 'MISSING_PARAMETER'],
  [2, 'INVALID_PARAMETER'],
  [3, 'FORBIDDEN'],
  [4, 'INTERNAL_ERROR'],
  [5, 'PERMISSION_DENIED'],
  [6, 'NOT_FOUND'],
  [7, 'PARTIAL_SUCCESS'],
  [8, 'PASSWORD_CHANGE_REQUIRED'],
  [9, 'INCOMPLETE'],
  [10, 'OUT_OF_RANGE'],
  [11, 'READ_ONLY'],
  [12, 'CANNOT_RETRIEVE'],
  [13, 'CANNOT_CREATE'],
  [14, 'CANNOT_DELETE'],
  [15, 'CANNOT_UPDATE'],
  [16, 'CANNOT_ASSIGN'],
  [17, 'CANNOT_UNASSIGN'],
  [18, 'ALREADY_EXISTS'],
  [19, 'IN_USE'],
  [20, 'NOT_AUTHENTICATED'],
  [0, 'UNKNOWN'],
  [21, 'UNKNOWN'],
  [-1, 'UNKNOWN'],
  [1.5, 'UNKNOWN'],
  [NaN, 'UNKNOWN'],
])('statusCode %d is %s', (statusCode, code) => {
  expect(userErrorCode(statusCode)).toBe(code);
});

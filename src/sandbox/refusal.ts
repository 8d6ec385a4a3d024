/** The statusCodes of page "Return Values" that the sandbox answers with. */
export const codes = {
  parameterMissing: 1,
  parameterInvalid: 2,
  forbidden: 3,
  internal: 4,
  notFound: 6,
  outOfRange: 10,
  cannotAssign: 16,
  notAuthenticated: 20,
} as const;

export type StatusCode = (typeof codes)[keyof typeof codes];

/** Why a request is not served; thrown on the way, turned into the documented envelope at the door. */
export interface Refusal extends Error {
  readonly statusCode: StatusCode;
}

/** `message` becomes the statusMessage. */
export function refuse(statusCode: StatusCode, message: string): Refusal {
  return Object.assign(new Error(message), { statusCode });
}

export function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && 'statusCode' in error;
}

/** The HTTP status per code. Only 403 for 20 and 500 for 4 were seen on real servers; the rest is the sandbox's choice. */
export function httpStatus(statusCode: StatusCode): number {
  switch (statusCode) {
    case codes.notAuthenticated:
      return 403;
    case codes.notFound:
      return 404;
    case codes.internal:
      return 500;
    default:
      return 400;
  }
}

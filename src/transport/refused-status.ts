/** What a client may have got wrong in a well-formed request: nothing was executed. */
const codes = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_USER_INPUT',
]);

/**
 * The status of a request whose document or variables are refused. GraphQL over HTTP wants 400, but 200 for those who take
 * `application/json` and no more: they cannot tell a GraphQL answer from that of a proxy by its type.
 */
export function refusedStatus(accept: string, contentType: string): number {
  return contentType.startsWith('application/json') && /^\s*application\/json\s*(?:;[^,]*)?$/i.test(accept) ? 200 : 400;
}

/** True for an answer that says nothing but what is wrong with document or variables. */
export function isRefusal(body: string): boolean {
  const { errors } = JSON.parse(body) as {
    readonly errors?: readonly { readonly extensions?: { readonly code?: unknown } }[];
  };
  return errors?.every(({ extensions }) => typeof extensions?.code === 'string' && codes.has(extensions.code)) ?? false;
}

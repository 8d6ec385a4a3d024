import { integer, setting, type Settings } from './kinds.ts';

/** What one request costs. */
export const requests = {
  MAX_REQUEST_BYTES: setting(
    integer(1024, 104_857_600),
    '1048576',
    'Largest GraphQL request or WebSocket message taken, in bytes',
  ),
  MAX_QUERY_TOKENS: setting(integer(10, 1_000_000), '3000', 'Largest GraphQL document taken, in tokens'),
  MAX_QUERY_DEPTH: setting(
    integer(2, 1000),
    '25',
    'Most levels of selections in a document, those of fragments included',
  ),
  MAX_QUERY_FIELDS: setting(
    integer(1, 1_000_000),
    '1000',
    'Most fields in an operation, fragments counted as often as they are spread',
  ),
  MAX_QUERY_ALIASES: setting(integer(0, 1_000_000), '50', 'Most aliases in an operation, counted in the same way'),
  MAX_QUERY_DIRECTIVES: setting(
    integer(0, 1_000_000),
    '50',
    'Most directives in an operation, counted in the same way',
  ),
  MAX_QUERY_COST: setting(
    integer(1, 1_000_000_000_000),
    '500000',
    'Most fields that the answer to an operation may have, were every page as full as it may be',
  ),
} satisfies Settings;

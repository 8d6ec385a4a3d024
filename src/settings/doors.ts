import { z } from 'zod';
import { development, list, onOrOff, setting, type Settings } from './kinds.ts';

/** Who may ask, and what strangers find. */
export const doors = {
  CORS_ORIGINS: setting(
    list(/^(?:\*|https?:\/\/[A-Za-z0-9.:[\]-]{1,255})$/, 'wants origins such as http://localhost:5173, or *'),
    '',
    'Origins whose pages may use HTTP, separated by commas, or `*`; WebSockets are open to all, for they bring credentials in `connection_init`',
  ),
  EXPLORER: development('The explorer at `/`, and the agent desk of the sandbox'),
  INTROSPECTION: development('Introspection of the schema, and suggestions of its names in error messages'),
  TRUSTED_DOCUMENTS: setting(
    z
      .string()
      .max(4096, 'wants the path of a file')
      .transform((path) => (path === '' ? null : path)),
    '',
    'File with the manifest of the only documents that are run; unset: all are; see docs/trusted-documents.md',
  ),
  PERSISTED_QUERIES: setting(
    onOrOff,
    'on',
    'Automatic persisted queries: `on` or `off`; without effect where `TRUSTED_DOCUMENTS` is set',
  ),
  FEDERATION: setting(onOrOff, 'off', '`on`: the schema is an Apollo Federation 2 subgraph; see docs/federation.md'),
} satisfies Settings;

import * as z from 'zod';
import { development, list, onOrOff, setting, type Settings } from './kinds.ts';

/** Who may ask, and what strangers find. */
export const doors = {
  ALLOWED_HOSTS: setting(
    list(
      /^(?:\*|(?:\*\.)?[A-Za-z0-9_-][A-Za-z0-9._-]{0,252})$/,
      'wants host names such as gws.example.com or *.example.com, or *',
    ),
    '',
    'Names under which it may be asked, besides `localhost` and addresses, separated by commas (`*.example.com`: all below), or `*`; unset: all, save public names at its own port where `HOST` is a loopback address',
  ),
  CORS_ORIGINS: setting(
    list(/^(?:\*|https?:\/\/[A-Za-z0-9.:[\]-]{1,255})$/, 'wants origins such as http://localhost:5173, or *'),
    '',
    'Origins besides its own whose pages may ask, separated by commas, or `*`; over WebSocket, pages of `localhost` may ask a gateway there too',
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

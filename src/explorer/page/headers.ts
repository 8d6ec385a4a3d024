import { isObject } from './fields.ts';

export type SentHeaders = Readonly<Record<string, string>>;

export const noHeaders = 'The Headers pane wants a JSON object.';

/** The headers pane's content, or what is wrong with it. */
export function readHeaders(value: unknown): SentHeaders | string {
  if (value === undefined || value === null) return {};
  if (!isObject(value)) return noHeaders;
  const headers: Record<string, string> = {};
  for (const [name, text] of Object.entries(value)) {
    if (typeof text !== 'string') return `The header ${name} wants a string.`;
    headers[name] = text;
  }
  return headers;
}

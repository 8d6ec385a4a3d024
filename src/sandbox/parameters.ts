import { codes, refuse } from './refusal.ts';

/** Readers of operation parameters; each refuses with the documented code when the value is not usable. */

export type Parameters = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A string that is neither absent nor empty; `limit` in UTF-16 units bounds what the sandbox keeps. */
export function requiredString(parameters: Parameters, name: string, limit: number): string {
  const value = parameters[name];
  if (typeof value !== 'string' || value === '') {
    throw refuse(codes.parameterMissing, `Parameter '${name}' is required and must be a string.`);
  }
  if (value.length > limit) throw refuse(codes.outOfRange, `Parameter '${name}' is longer than ${limit} characters.`);
  return value;
}

export function optionalString(parameters: Parameters, name: string, limit: number): string | undefined {
  return parameters[name] === undefined ? undefined : requiredString(parameters, name, limit);
}

export function requiredObject(parameters: Parameters, name: string): Record<string, unknown> {
  const value = parameters[name];
  if (isRecord(value)) return value;
  throw refuse(codes.parameterMissing, `Parameter '${name}' is required and must be an object.`);
}

export function requiredStrings(parameters: Parameters, name: string): readonly string[] {
  const value = parameters[name];
  if (Array.isArray(value) && value.every((entry) => typeof entry === 'string')) return value;
  throw refuse(codes.parameterMissing, `Parameter '${name}' is required and must be an array of strings.`);
}

import { readdirSync, readFileSync } from 'node:fs';

const FOLDER = new URL('../fixtures/contract/', import.meta.url);

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8'));
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}

/** A documented payload as its page prints it. */
export function fixture(name: string): unknown {
  return read(name);
}

/** The Bayeux `data` of a documented notification, out of whatever the page wraps it in. */
export function notification(name: string): unknown {
  const printed = read(name);
  return member(member(printed, 'message'), 'data') ?? member(printed, 'data') ?? printed;
}

/** The JSON body of a documented HTTP answer. */
export function body(name: string): unknown {
  return member(read(name), 'body');
}

/** The user data of a documented session notification. */
export function userDataOf(name: string): Readonly<Record<string, unknown>> {
  return member(member(notification(name), 'facebooksession'), 'userData') as Readonly<Record<string, unknown>>;
}

/** Every documented payload that has a `messageType`. */
export const notificationNames: readonly string[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.slice(0, -'.json'.length))
  .filter((name) => typeof member(notification(name), 'messageType') === 'string')
  .sort();

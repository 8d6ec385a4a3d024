/** Someone who can be logged in with one press, and whom others can consult: a user of the sandbox. */
export interface KnownUser {
  readonly id: string;
  readonly userName: string;
  readonly password: string;
  readonly nickname: string;
}

export interface PageConfig {
  /** Empty where the page's server does not name any. */
  readonly users: readonly KnownUser[];
}

/** Reads the page's data block, which its server filled in. */
export function readPageConfig(dataBlock: string): PageConfig {
  const config: unknown = JSON.parse(dataBlock);
  if (typeof config !== 'object' || config === null || !('users' in config)) return { users: [] };
  return { users: Array.isArray(config.users) ? config.users.filter(isKnownUser) : [] };
}

function isKnownUser(value: unknown): value is KnownUser {
  if (typeof value !== 'object' || value === null) return false;
  return ['id', 'userName', 'password', 'nickname'].every((name) => typeof Reflect.get(value, name) === 'string');
}

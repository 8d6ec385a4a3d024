import type { GraphiQLProps } from 'graphiql';

type Storage = NonNullable<GraphiQLProps['storage']>;

/**
 * The browser's storage under a prefix of our own: pages of other projects are developed on the same host and port,
 * and any GraphiQL among them would otherwise show its tabs here and ours there.
 */
export function createStorage(local: globalThis.Storage, prefix: string): Storage {
  const ownKeys = (): string[] => Object.keys(local).filter((key) => key.startsWith(prefix));
  return {
    getItem: (key) => local.getItem(prefix + key),
    setItem: (key, value) => {
      local.setItem(prefix + key, value);
    },
    removeItem: (key) => {
      local.removeItem(prefix + key);
    },
    clear: () => {
      for (const key of ownKeys()) local.removeItem(key);
    },
    get length() {
      return ownKeys().length;
    },
  };
}

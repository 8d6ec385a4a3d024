/** Segments of the upstream's paths that are words of its API; all others are ids and names. */
const words = new Set(['me', 'services', 'channels', 'messages', 'notifications']);

/**
 * A path without what differs from call to call: `/me/facebooksessions/{id}`. What follows `/me` is a collection, whose name is a
 * setting.
 */
export function templateOf(path: string): string {
  const [bare = ''] = path.split('?');
  return bare
    .split('/')
    .map((segment, index) => (segment === '' || index === 2 || words.has(segment) ? segment : '{id}'))
    .join('/');
}

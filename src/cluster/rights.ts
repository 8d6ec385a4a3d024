/** Commands that the scripts of this room use; a test compares. */
export const commandsInScripts: readonly string[] = [
  ...[
    'DEL',
    'EXISTS',
    'GET',
    'HGET',
    'HINCRBY',
    'HMGET',
    'HSET',
    'HSTRLEN',
    'INCRBY',
    'PEXPIRE',
    'PTTL',
    'PUBLISH',
    'SET',
    'TIME',
  ],
  ...['XADD', 'XDEL', 'XRANGE', 'ZADD', 'ZRANGE', 'ZREM', 'ZREMRANGEBYSCORE'],
];

/** What the connection itself sends: these a user of Redis has to be allowed too. */
export const commandsOfTheConnection: readonly string[] = [
  'EVAL',
  'EVALSHA',
  'HELLO',
  'PING',
  'SUBSCRIBE',
  'UNSUBSCRIBE',
];

/** Each command of the scripts with arguments of its kind, for one key and one channel. */
export function sampleCalls(key: string, channel: string): readonly (readonly string[])[] {
  return commandsInScripts.map((command) => {
    switch (command) {
      case 'TIME':
        return [command];
      case 'PUBLISH':
        return [command, channel, ''];
      case 'DEL':
      case 'EXISTS':
      case 'GET':
      case 'PTTL':
        return [command, key];
      default:
        return [command, key, '1', '1', '1'];
    }
  });
}

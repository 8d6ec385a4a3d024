import { clock, script } from './scripts.ts';

/*
 * What is kept of one idempotency key, as a hash: token, whose it is; claim, sealed, what it was used for; until, milliseconds of
 * Redis's clock, when the one who has it counts as gone; answer, sealed, once there is one. Beside it a sorted set for each agent, of
 * the keys that have an answer by their time, so that no agent has too much.
 */

/**
 * KEYS the key; ARGV token, claim, milliseconds until its holder counts as gone, for how many it is kept. Gives `taken`, or what has
 * become of it: `answered`, `pending` or `lost`, with its claim and the answer.
 */
export const claim = script(
  clock,
  `
local state = redis.call('HMGET', KEYS[1], 'token', 'claim', 'until', 'answer')
if state[1] then
  if state[4] then return {'answered', state[2], state[4]} end
  if tonumber(state[3]) > now then return {'pending', state[2]} end
  return {'lost', state[2]}
end
redis.call('HSET', KEYS[1], 'token', ARGV[1], 'claim', ARGV[2], 'until', now + ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return {'taken'}`,
);

/** KEYS the key; ARGV token, milliseconds until its holder counts as gone. */
export const hold = script(
  clock,
  `
if redis.call('HGET', KEYS[1], 'token') ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'until', now + ARGV[2])
return 1`,
);

/**
 * KEYS the key, all of the agent's with an answer; ARGV token, claim, answer, milliseconds for which it is kept, channel, most answers
 * of the agent, most bytes of them. Also where the key is gone meanwhile.
 */
export const answer = script(
  clock,
  `
local token = redis.call('HGET', KEYS[1], 'token')
if token and token ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'token', ARGV[1], 'claim', ARGV[2], 'until', 0, 'answer', ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
redis.call('PUBLISH', ARGV[5], '')
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now - ARGV[4])
redis.call('ZADD', KEYS[2], now, KEYS[1])
redis.call('PEXPIRE', KEYS[2], ARGV[4])
local bytes = 0
for n, key in ipairs(redis.call('ZRANGE', KEYS[2], 0, -1, 'REV')) do
  bytes = bytes + redis.call('HSTRLEN', key, 'answer')
  if key ~= KEYS[1] and (n > tonumber(ARGV[6]) or bytes > tonumber(ARGV[7])) then
    redis.call('DEL', key)
    redis.call('ZREM', KEYS[2], key)
  end
end
return 1`,
);

/** KEYS the key; ARGV token, channel. */
export const forget = script(`
if redis.call('HGET', KEYS[1], 'token') ~= ARGV[1] then return 0 end
redis.call('DEL', KEYS[1])
redis.call('PUBLISH', ARGV[2], '')
return 1`);

import { createHash } from 'node:crypto';

/** A script that Redis runs as one step. Known there by its hash, once it was sent. */
export interface Script {
  readonly text: string;
  readonly sha: string;
}

export function script(...parts: readonly string[]): Script {
  const text = parts.join('\n');
  return { text, sha: createHash('sha1').update(text).digest('hex') };
}

/*
 * What is kept of an agent, all keys with a common hash tag:
 *   lease  a string: the token of the replica that may append; expires
 *   head   a hash: epoch, which run of the log it is; last, the id of the last entry; gone, of the last one taken away; seen, of the
 *          last one that the view contains; bytes, of all entries
 *   log    a stream: entries with t, milliseconds of Redis's clock, and d, sealed
 *   view   a string: all that is known as of the entry `seen`, sealed
 */

/** Milliseconds of Redis's clock, as of the script's beginning. */
export const clock = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)`;

const places = `
local function parts(id)
  local position, step = string.match(id, '^(%d+)-(%d+)$')
  return tonumber(position), tonumber(step)
end
local function isAfter(one, other)
  local a, b = parts(one)
  local c, d = parts(other)
  return a > c or (a == c and b > d)
end`;

/** Whether all is there that should be: an engine short of memory may drop a key. Before the first entry there is only the head. */
const wholeness = `
local function isWhole()
  local state = redis.call('HMGET', KEYS[2], 'epoch', 'last', 'gone', 'seen')
  if not state[1] then return false end
  if state[4] ~= '0-0' and redis.call('EXISTS', KEYS[4]) == 0 then return false end
  return state[2] == state[3] or redis.call('EXISTS', KEYS[3]) == 1
end
local function keepFor(age)
  for n = 2, 4 do redis.call('PEXPIRE', KEYS[n], age) end
end`;

/** After `clock`. Takes away what is too much or too old, but nothing that the view lacks: whoever reads the view can go on from it. */
const trimming = `
local function trim(head, log, most, bytes, age)
  local state = redis.call('HMGET', head, 'last', 'seen', 'bytes')
  local last, total, gone = parts(state[1]), tonumber(state[3]), nil
  local oldest = now - age
  for _ = 1, 64 do
    local first = redis.call('XRANGE', log, '-', '+', 'COUNT', 1)[1]
    if not first or isAfter(first[1], state[2]) then break end
    local isTooMuch = last - parts(first[1]) >= most or total > bytes
    if not isTooMuch and tonumber(first[2][2]) >= oldest then break end
    redis.call('XDEL', log, first[1])
    total = total - #first[2][4]
    gone = first[1]
  end
  if gone then redis.call('HSET', head, 'gone', gone, 'bytes', total) end
end`;

/** KEYS lease, head, log, view; ARGV token, milliseconds of the lease, a new epoch, age. Gives whether the lease is the token's. */
export const acquire = script(
  wholeness,
  `
if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) == false then return 0 end
if not isWhole() then
  redis.call('DEL', KEYS[2], KEYS[3], KEYS[4])
  redis.call('HSET', KEYS[2], 'epoch', ARGV[3], 'last', '0-0', 'gone', '0-0', 'seen', '0-0', 'bytes', 0)
end
keepFor(ARGV[4])
return 1`,
);

const keepView = `
local function keepView(head, key, seen, view)
  if view == '' then return end
  redis.call('SET', key, view)
  redis.call('HSET', head, 'seen', seen)
end`;

/**
 * KEYS as above; ARGV token, milliseconds of the lease, most events, most bytes, age, a view or nothing and the id as of which it is.
 * Gives whether the lease still is the token's.
 */
export const renew = script(
  places,
  wholeness,
  clock,
  trimming,
  keepView,
  `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
if not isWhole() then
  redis.call('DEL', KEYS[1])
  return 0
end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
keepView(KEYS[2], KEYS[4], ARGV[7], ARGV[6])
keepFor(ARGV[5])
trim(KEYS[2], KEYS[3], tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5]))
return 1`,
);

/** KEYS as above; ARGV token, channel. */
export const release = script(`
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('DEL', KEYS[1])
redis.call('PUBLISH', ARGV[2], '')
return 1`);

/**
 * KEYS as above; ARGV token, the id that is to be the last one before, channel, most events, most bytes, age, a view as of that id or
 * nothing, then id and data of each entry. Gives `ok`, also where the same was appended already; `fenced` where the lease is not the
 * token's; `moved` where the log is not as expected, or not whole.
 */
export const append = script(
  places,
  wholeness,
  clock,
  trimming,
  keepView,
  `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 'fenced' end
local last = redis.call('HGET', KEYS[2], 'last')
local final = ARGV[#ARGV - 1]
if last == final then return 'ok' end
if last ~= ARGV[2] or not isWhole() then return 'moved' end
local size = 0
for n = 8, #ARGV, 2 do
  redis.call('XADD', KEYS[3], ARGV[n], 't', now, 'd', ARGV[n + 1])
  size = size + #ARGV[n + 1]
end
redis.call('HSET', KEYS[2], 'last', final)
redis.call('HINCRBY', KEYS[2], 'bytes', size)
keepView(KEYS[2], KEYS[4], ARGV[2], ARGV[7])
keepFor(ARGV[6])
trim(KEYS[2], KEYS[3], tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6]))
redis.call('PUBLISH', ARGV[3], '')
return 'ok'`,
);

/**
 * KEYS as above; ARGV epoch and id up to which the reader has everything, or nothing; most entries. Gives epoch, the id of the last
 * entry, of the last one gone, whose lease it is and for how many milliseconds, and either the view with its id, or two nothings where the reader can go on from
 * where it is; then entries. Where the reader has more than there is, the engine was set back, and cursors name what is gone: all is
 * taken away, and a new run begins.
 */
export const read = script(
  places,
  `
local state = redis.call('HMGET', KEYS[2], 'epoch', 'last', 'gone', 'seen')
local holder, left = redis.call('GET', KEYS[1]) or '', redis.call('PTTL', KEYS[1])
if not state[1] then return {'', '0-0', '0-0', holder, left, '', '', {}} end
if ARGV[1] == state[1] and isAfter(ARGV[2], state[2]) then
  redis.call('DEL', unpack(KEYS))
  return {'', '0-0', '0-0', '', 0, '', '', {}}
end
local from, view, seen = ARGV[2], '', ''
if ARGV[1] ~= state[1] or isAfter(state[3], from) then
  view, seen = redis.call('GET', KEYS[4]) or '', state[4]
  from = seen
end
local entries = redis.call('XRANGE', KEYS[3], '(' .. from, '+', 'COUNT', ARGV[3])
return {state[1], state[2], state[3], holder, left, view, seen, entries}`,
);

/**
 * KEYS as above; ARGV epoch, first position wanted, first one not wanted. Gives entries, of which the first and the last may have more,
 * or nothing where some of them are gone.
 */
export const older = script(
  places,
  `
local state = redis.call('HMGET', KEYS[2], 'epoch', 'gone')
if state[1] ~= ARGV[1] or parts(state[2]) >= tonumber(ARGV[2]) then return nil end
local entries = redis.call('XRANGE', KEYS[3], ARGV[2] .. '-0', '(' .. ARGV[3] .. '-0')
for _, entry in ipairs(redis.call('XRANGE', KEYS[3], ARGV[3] .. '-0', '+', 'COUNT', 1)) do
  table.insert(entries, entry)
end
return entries`,
);

import * as z from 'zod';
import { meOperationNames } from '../me-operations.ts';
import { operations } from '../operations.ts';
import { sandboxUsers } from '../seed-world.ts';

/** The members that rules of a fault schedule share. Each says in one way what it wants, whatever is wrong with it. */

function whole(minimum: number, maximum: number, what: string) {
  const wants = `wants ${what} from ${minimum} to ${maximum}`;
  return z.int(wants).min(minimum, wants).max(maximum, wants);
}

function oneOf<const Name extends string>(names: readonly Name[]) {
  return z.enum(names, `wants one of ${names.join(', ')}`);
}

const day = 86_400_000;
const moment = whole(0, 365 * day, 'whole milliseconds').optional();
const chance = z
  .number('wants a number from 0 to 1')
  .min(0, 'wants a number from 0 to 1')
  .max(1, 'wants a number from 0 to 1');

/** How long the fault itself lasts, in real time. */
export const duration = whole(0, day, 'whole milliseconds');
export const carriedOut = z.boolean('wants true or false').optional();
export const httpStatus = whole(200, 599, 'an HTTP status');

/** What a request is for. */
export const exchangeNames = ['handshake', 'subscribe', 'connect', 'disconnect', 'read', 'operation'] as const;
export type ExchangeName = (typeof exchangeNames)[number];

export const on = oneOf([...exchangeNames, 'any']).optional();
export const onSession = oneOf(['connect', 'subscribe']).optional();
export const onAdvised = oneOf(['connect', 'handshake']).optional();
export const page = oneOf(['envelope', 'empty', 'page']).optional();

/** Every operation there is, on sessions and on oneself. */
export const operationNames: readonly string[] = [...Object.keys(operations), ...meOperationNames];

const limits = {
  chance: chance.optional(),
  times: whole(1, 1_000_000_000, 'a whole number').optional(),
  from: moment,
  until: moment,
};
const user = oneOf(sandboxUsers.map(({ userName }) => userName)).optional();

/** Of faults that happen to notifications, to requests, and to the whole upstream. */
export const deliveryFields = { ...limits, user };
export const exchangeFields = {
  ...limits,
  user,
  operation: z.enum(operationNames, 'wants the operationName of an operation').optional(),
};
export const worldFields = {
  at: moment,
  every: whole(100, 365 * day, 'whole milliseconds').optional(),
  ...limits,
};

export const advice = z.looseObject(
  {
    reconnect: oneOf(['none', 'handshake', 'retry']).optional(),
    interval: whole(0, day, 'whole milliseconds').optional(),
    timeout: whole(0, day, 'whole milliseconds').optional(),
  },
  'wants an object, the `advice` of a Bayeux reply',
);

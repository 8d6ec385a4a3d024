import type { ServerResponse } from 'node:http';
import { type Answer, createAnswer, jsonType } from '../answer.ts';
import type { Advice } from '../bayeux-connect.ts';
import { type BayeuxMessage, failure } from '../bayeux-messages.ts';
import type { ExchangeRule } from './kinds.ts';
import * as spoiled from './spoiled-answers.ts';

/** One request, understood and allowed, with all that a fault can do to it. */
export interface Exchange {
  readonly response: ServerResponse;
  /** Empty for what is not for the Bayeux server. */
  readonly messages: readonly BayeuxMessage[];
  /** Does what the request asks for, and answers that way; never throws. */
  readonly carryOut: (answer: Answer, advice?: Advice) => void;
  /** Forgets the Bayeux sessions that the messages come from. */
  readonly forgetSessions: () => void;
}

/** Carries out the request as the rule lets it; all is well without one. */
export function runExchange(exchange: Exchange, rule: ExchangeRule | undefined): void {
  const { response, messages, carryOut } = exchange;
  const own = createAnswer(response);
  if (rule === undefined) {
    carryOut(own);
    return;
  }
  switch (rule.fault) {
    case 'unknownClient':
      exchange.forgetSessions();
      carryOut(own);
      break;
    case 'advice':
      if (rule.carriedOut ?? !['none', 'handshake'].includes(rule.advice.reconnect ?? '')) carryOut(own, rule.advice);
      else own.send(200, jsonType, JSON.stringify(refusals(messages, rule.advice)));
      break;
    case 'hang':
      if (rule.carriedOut === true) carryOut({ ...own, send: () => undefined });
      if (rule.for !== undefined) spoiled.cutAfter(response, rule.for);
      break;
    case 'truncate':
      carryOut(createAnswer(response, spoiled.writeHalf));
      break;
    case 'trickle':
      carryOut(
        createAnswer(response, (...answer) => {
          spoiled.writePieces(...answer, rule.for);
        }),
      );
      break;
    case 'slow':
      carryOut(
        createAnswer(response, (...answer) => {
          spoiled.writeLate(...answer, rule.for);
        }),
      );
      break;
    default:
      answerInstead(exchange, rule);
  }
}

type Refusing = Exclude<ExchangeRule, { fault: 'unknownClient' | 'advice' | 'hang' | 'truncate' | 'trickle' | 'slow' }>;

/** Another answer than the request's own, which may be carried out all the same. */
function answerInstead({ response, carryOut }: Exchange, rule: Refusing): void {
  const send = (): void => {
    spoiled.later(rule.for, () => {
      write(response, rule);
    });
  };
  if (rule.carriedOut ?? rule.fault === 'garbage') carryOut({ ...createAnswer(response), send });
  else send();
}

function write(response: ServerResponse, rule: Refusing): void {
  switch (rule.fault) {
    case 'reset':
      spoiled.reset(response);
      break;
    case 'garbage':
      spoiled.garbage(response);
      break;
    case 'html':
      spoiled.htmlPage(response, rule.status ?? 500);
      break;
    case 'unauthorized':
      spoiled.unauthorized(response);
      break;
    case 'forbidden':
      spoiled.forbidden(response, rule.body ?? 'envelope');
      break;
    case 'answer':
      spoiled.madeUp(response, rule.status, rule.body ?? '');
      break;
  }
}

function refusals(messages: readonly BayeuxMessage[], advice: Advice): readonly unknown[] {
  return messages.map((message) => failure(message, '503::Service unavailable', { advice }));
}

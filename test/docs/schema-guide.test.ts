import { Kind, OperationTypeNode, parse } from 'graphql';
import { expect, it } from 'vitest';
import { authorizationOf, openDesk } from '../gateway/operating.ts';
import { ask, socketClient, streamOf, type Stream } from '../support/gateway.ts';
import { blocksOf, type Block } from './markdown.ts';
import { pattern } from './shell.ts';

/** `…` stands for any text. */
function masked(expected: unknown): unknown {
  if (typeof expected === 'string' && expected.includes('…')) return expect.stringMatching(pattern(expected));
  if (Array.isArray(expected)) return expected.map(masked);
  if (typeof expected !== 'object' || expected === null) return expected;
  return Object.fromEntries(Object.entries(expected).map(([key, value]) => [key, masked(value)]));
}

const userOf = ({ text }: Block): string => /^# as (\w+)$/m.exec(text)?.[1] ?? 'agent1';

/** A subscription that is refused is asked over HTTP, where it has an answer too. */
const opensStream = ({ text }: Block): boolean =>
  !text.startsWith('# refused') &&
  parse(text).definitions.some(
    (one) => one.kind === Kind.OPERATION_DEFINITION && one.operation === OperationTypeNode.SUBSCRIPTION,
  );

it('every operation of the guide answers as printed, in the order of the page, on one fresh sandbox', async () => {
  const { url } = await openDesk();
  let stream: Stream | null = null;
  let answer: unknown = null;
  let compared = 0;
  for (const block of blocksOf('docs/schema-guide.md')) {
    if (block.language === 'graphql') {
      answer = null;
      const authorization = authorizationOf(userOf(block));
      if (opensStream(block)) {
        stream = streamOf(socketClient(url, authorization), block.text);
      } else {
        answer = await ask(url, authorization, block.text);
      }
    } else if (block.language === 'json') {
      const printed = answer === null ? block.text.trim().split('\n') : [block.text];
      for (const text of printed) {
        expect(answer ?? (await stream?.next()), block.place).toEqual(masked(JSON.parse(text)));
        compared += 1;
      }
      answer = null;
    }
  }
  expect(compared).toBeGreaterThan(15);
});

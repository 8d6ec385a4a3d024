import { describe, expect, it } from 'vitest';
import { templateOf } from '../../src/observing/url-template.ts';
import { createTrails, givenRequestId, traceIdIn, type GivenMarks } from '../../src/observing/trail.ts';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const traceparent = `00-${traceId}-00f067aa0ba902b7-01`;

describe('a request id', () => {
  const trails = createTrails();
  const idOf = (marks: GivenMarks): string =>
    trails({ marks: () => marks, address: () => '', agent: () => null }).requestId();

  it.each(['a', 'A-b_c.9', 'x'.repeat(64)])("is the client's: %s", (given) => {
    expect(idOf({ requestId: given, traceparent })).toBe(given);
  });

  it.each(['', 'x'.repeat(65), 'a b', 'a\nb', '{"a":1}', 'ä', 7, null, ['a']])('is not %j', (given) => {
    expect(givenRequestId(given)).toBeNull();
    expect(idOf({ requestId: given, traceparent })).toBe(traceId);
  });

  it('is made where the client has none: each its own, one operation one', () => {
    const trail = trails({ marks: () => ({}), address: () => '', agent: () => null });
    expect(trail.requestId()).toBe(trail.requestId());
    const made = [
      idOf({}),
      idOf({}),
      trail.requestId(),
      createTrails()({ marks: () => ({}), address: () => '', agent: () => null }).requestId(),
    ];
    expect(new Set(made).size).toBe(4);
    for (const id of made) expect(givenRequestId(id)).toBe(id);
  });
});

describe('a traceparent', () => {
  it('tells its trace', () => {
    expect(traceIdIn(traceparent)).toBe(traceId);
  });

  it.each([
    undefined,
    '',
    traceparent.toUpperCase(),
    `${traceparent}-more`,
    `ff${traceparent.slice(2)}`,
    `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
    `00-${traceId}-${'0'.repeat(16)}-01`,
  ])('is none: %s', (given) => {
    expect(traceIdIn(given)).toBeNull();
  });
});

it.each([
  ['/me', '/me'],
  ['/me?subresources=features', '/me'],
  ['/me/facebooksessions?fields=*', '/me/facebooksessions'],
  ['/me/facebooksessions/0002EaAY01MT0082', '/me/facebooksessions/{id}'],
  ['/me/facebooksessions/0002EaAY01MT0082/messages?startIndex=0&count=100', '/me/facebooksessions/{id}/messages'],
  ['/me/channels/facebook', '/me/channels/{id}'],
  ['/services?fields=*', '/services'],
])('the template of %s', (path, template) => {
  expect(templateOf(path)).toBe(template);
});

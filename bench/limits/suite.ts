import { startChild, type Child } from '../harness/child.ts';
import { tableOf, type Sample, type SuiteResult } from '../harness/result.ts';
import { interleaved } from '../harness/rounds.ts';
import type { BenchContext, Suite } from '../harness/suite.ts';
import type { LimitCase, Measured } from './measure.ts';

/** Microseconds for leave to run an operation, and of what a document costs otherwise for a look at its limits. */
const wanted = { admission: 0.5, ofValidation: 0.1 };
/** Milliseconds for one measurement. */
const patience = 60_000;

const besidesName = 'parse and validate µs';
const admissionName = 'leave for one operation';
const usualName = "an agent desk's subscription";

const selection = `id state capabilities participants { id nickname role }
  messages(last: 20) { nodes { __typename id index sentAt visibility sender { id nickname }
    ... on TextMessage { text } ... on LinkMessage { url } } pageInfo { hasPreviousPage startCursor } }`;

/** Of fields that come again, which graphql-js compares each with each: as many as pass. */
const worst = `{ ${Array.from({ length: 58 }, (_, at) => `...F${at}`).join(' ')} }
  ${Array.from({ length: 58 }, (_, at) => `fragment F${at} on Query { me { id } }`).join(' ')}`;

const doubling = `{ ...F0 } ${Array.from({ length: 20 }, (_, at) => `fragment F${at} on Query { ...F${at + 1} ...F${at + 1} }`).join(' ')}
  fragment F20 on Query { __typename }`;

const cases: readonly LimitCase[] = [
  { name: admissionName, document: null, calls: 500_000 },
  {
    name: usualName,
    document: `subscription { sessionEvents { __typename cursor ... on SessionsSnapshot { sessions { ${selection} } } } }`,
    calls: 5000,
  },
  { name: 'the worst that passes', document: worst, calls: 500 },
  { name: 'fragments that double, refused', document: doubling, calls: 5000 },
];

export const suite: Suite = {
  name: 'limits',
  title: 'Cost of the limits',
  async run({ quick, cores, progress }: BenchContext): Promise<SuiteResult> {
    const wrong = new Set<string>();
    const children = new Map<string, Child>();
    try {
      for (const one of cases) {
        progress(`${one.name} starts`);
        const entry = new URL('contender.ts', import.meta.url);
        children.set(one.name, await startChild(entry, one, cores.contender, ['--expose-gc']));
      }
      const samples = await interleaved(cases, quick ? 3 : 9, async ({ name }, round): Promise<Sample> => {
        progress(`round ${round + 1}: ${name}`);
        const { cost, validation, wrong: faults } = await ask(children.get(name)?.url ?? '');
        for (const fault of faults) wrong.add(`${name}: ${fault}`);
        return { value: cost, besides: validation === 0 ? {} : { [besidesName]: validation } };
      });
      const head = { id: 'limits', title: 'Limits', unit: 'µs of CPU', better: 'less', baseline: null } as const;
      const table = tableOf(head, samples);
      const row = (name: string) => table.rows.find(({ contender }) => contender === name);
      const admission = row(admissionName)?.values.median ?? NaN;
      const usual = row(usualName);
      const share = (usual?.values.median ?? NaN) / (usual?.besides[besidesName] ?? NaN);
      const goal = (text: string, limit: number, found: number) => ({
        text,
        wanted: `≤ ${limit}`,
        found: found.toFixed(3),
        met: found <= limit,
      });
      return {
        tables: [table],
        goals: [
          goal('limits: leave for one operation, µs', wanted.admission, admission),
          goal('limits: a usual document, of what parsing and validating it costs', wanted.ofValidation, share),
        ],
        wrong: [...wrong],
      };
    } finally {
      await Promise.all([...children.values()].map((child) => child.stop()));
    }
  },
};

async function ask(url: string): Promise<Measured> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(patience) });
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as Measured;
}

import * as z from 'zod';
import { isRecord } from '../parameters.ts';
import { deliveryKinds, exchangeKinds, type FaultRule, worldKinds } from './kinds.ts';

/** What goes wrong, when and how often. */
export interface FaultSchedule {
  /** How much faster than real time the world goes; 1 when absent, 0 stands still. */
  readonly speed?: number | undefined;
  /** Of several that fit, the first that its chance lets happen. */
  readonly rules: readonly FaultRule[];
}

/** Every problem of a schedule, one line each. */
export class FaultScheduleError extends Error {
  override readonly name = 'FaultScheduleError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

const kinds = { ...deliveryKinds, ...exchangeKinds, ...worldKinds };
type Schemas = (typeof kinds)[keyof typeof kinds]['schema'];

const rule = z.discriminatedUnion(
  'fault',
  Object.values(kinds).map(({ schema }) => schema) as [Schemas, ...Schemas[]],
  {
    error: ({ input }) => (isRecord(input) ? `wants one of ${Object.keys(kinds).join(', ')}` : 'wants an object'),
  },
);

const wantsSpeed = 'wants a number from 0 to 100000';
const schedule = z.strictObject(
  {
    speed: z.number(wantsSpeed).min(0, wantsSpeed).max(100_000, wantsSpeed).optional(),
    rules: z.array(rule, 'wants an array of rules'),
  },
  'wants an object with `rules`',
);

/** @throws FaultScheduleError that names every wrong member by its path */
export function parseFaultSchedule(text: string): FaultSchedule {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new FaultScheduleError([`not JSON: ${error instanceof Error ? error.message : String(error)}`]);
  }
  const result = schedule.safeParse(json);
  if (!result.success) throw new FaultScheduleError(result.error.issues.flatMap(problemsOf));
  return result.data;
}

function problemsOf(issue: z.core.$ZodIssue): string[] {
  if (issue.code !== 'unrecognized_keys') return [`${written(issue.path)}: ${issue.message}`];
  return issue.keys.map((key) => `${written([...issue.path, key])}: is not known here`);
}

/** As in `rules[2].chance`. */
function written(path: readonly PropertyKey[]): string {
  const text = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
  return text === '' ? 'the schedule' : text.replace(/^\./, '');
}

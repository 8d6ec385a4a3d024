import { styleText } from 'node:util';
import { createProgress } from '../progress.ts';
import type { Status, Step } from './check.ts';

/** Tells what was found: line by line to people, or all at once to machines. */
export interface Report {
  /** A check begins, which may take a while. */
  readonly begin: (name: string) => void;
  add(step: Step): void;
  /** @returns whether no check failed */
  end(): boolean;
}

const marks = {
  ok: ['✓', 'green'],
  warning: ['!', 'yellow'],
  failed: ['✗', 'red'],
  skipped: ['-', 'gray'],
} as const satisfies Record<Status, readonly [mark: string, style: Parameters<typeof styleText>[0]]>;

export function createReport(url: string | null, isJson: boolean): Report {
  const steps: Step[] = [];
  const progress = createProgress(process.stderr);
  const out = (text: string): void => void process.stdout.write(`${text}\n`);
  if (!isJson && url !== null) out(`${url}\n`);
  return {
    begin(name) {
      progress.say(`${name} ...`);
    },
    add(step) {
      steps.push(step);
      progress.clear();
      if (!isJson && !isLeftOut(step)) out(written(step));
    },
    end() {
      const ok = !steps.some(({ status }) => status === 'failed');
      out(isJson ? JSON.stringify({ ok, url, steps }) : `\n${summary(steps)}`);
      return ok;
    },
  };
}

function written({ name, status, detail, advice }: Step): string {
  const [mark, style] = marks[status];
  // Coloured where people look at a terminal, and have not set NO_COLOR.
  const line = `${styleText(style, mark, { stream: process.stdout })} ${name}: ${detail}`;
  return advice === null ? line : `${line}\n    ${advice}`;
}

/** For want of something else, which has said enough: such are named together, at the end. */
function isLeftOut({ status, advice }: Step): boolean {
  return status === 'skipped' && advice === null;
}

/** What it all means. */
function summary(steps: readonly Step[]): string {
  const names = (status: Status): readonly string[] =>
    steps.flatMap((step) => (step.status === status ? [step.name] : []));
  const [failures, warnings, left] = [names('failed'), names('warning'), names('skipped')];
  const notMade = left.length === 0 ? [] : [`not checked: ${left.join(', ')}`];
  if (failures.length > 0) return `${['Not well', `failed: ${failures.join(', ')}`, ...notMade].join('; ')}.`;
  const verdict = left.includes('login')
    ? 'Well, as far as can be seen without a login'
    : 'All is well: the gateway can work with this upstream';
  const mind = warnings.length === 0 ? [] : [`mind: ${warnings.join(', ')}`];
  return `${[verdict, ...mind, ...notMade].join('; ')}.`;
}

import { isGatewayError } from '../../errors.ts';
import { unlessStopped, withDeadline } from '../../upstream/deadline.ts';
import { failed, skipped, type Check, type Finding, type Step } from './check.ts';
import { explain } from './explain.ts';

export interface ChecklistOptions {
  /** Milliseconds for one check. */
  readonly stepTimeout: number;
  /** Ends the whole; its reason says why, as a sentence's end: `stopped`. */
  readonly signal: AbortSignal;
  /** Never to be shown, whoever says them. */
  readonly secrets: readonly string[];
  readonly onStart: (name: string) => void;
}

/** Does the checks in order; what needs something that is not there is left out. */
export async function* runChecks(
  checks: readonly Check[],
  options: ChecklistOptions,
): AsyncGenerator<Step, void, void> {
  const good = new Set<string>();
  for (const check of checks) {
    const missing = check.needs?.filter((name) => !good.has(name)) ?? [];
    const begun = performance.now();
    let found: Finding;
    if (options.signal.aborted) found = skipped(`not checked: ${String(options.signal.reason)}`);
    else if (missing.length > 0) found = skipped(`not checked: it needs ${missing.join(' and ')}`);
    else {
      options.onStart(check.name);
      found = await runCheck(check, options);
    }
    if (found.status === 'ok' || found.status === 'warning') good.add(check.name);
    const shown = (text: string): string => printable(withoutSecrets(text, options.secrets));
    yield {
      name: check.name,
      status: found.status,
      detail: shown(found.detail),
      advice: found.advice === undefined ? null : shown(found.advice),
      milliseconds: Math.round(performance.now() - begun),
    };
  }
}

async function runCheck(check: Check, { stepTimeout, signal }: ChecklistOptions): Promise<Finding> {
  try {
    const found = await withDeadline(stepTimeout, signal, (stop) => unlessStopped(check.run(stop), stop));
    if (found !== null) return found;
  } catch (error) {
    if (!isGatewayError(error)) throw error;
    if (!signal.aborted) return explain(error);
  }
  return signal.aborted
    ? failed(`not finished: ${String(signal.reason)}`, 'Run it again; --timeout gives it more time.')
    : failed(
        `no answer within ${stepTimeout / 1000} s`,
        'It is slow, or something on the way swallows packets; --step-timeout waits longer.',
      );
}

const longest = 1000;
/** Shorter ones are in our own words too, and would be told by what is hidden there. */
const leastSecret = 6;
/** So much of a secret tells it, where the rest was cut off before it came here. */
const tellingStart = 12;

/** An upstream may repeat what it was sent, or a part of it. */
function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length >= leastSecret)
    .reduce((shown, secret) => withoutStartOf(secret, shown.replaceAll(secret, '(hidden)')), text);
}

function withoutStartOf(secret: string, text: string): string {
  const [before = '', ...after] = text.split(secret.slice(0, tellingStart));
  return [before, ...after.map((rest) => rest.replace(/^\S+/, ''))].join('(hidden)');
}

/** What an upstream says goes to a terminal: no control characters, and an end. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').slice(0, longest);
}

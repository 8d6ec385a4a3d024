export type Status = 'ok' | 'warning' | 'failed' | 'skipped';

/** What a check found. */
export interface Finding {
  readonly status: Status;
  /** What was seen, in one sentence or less. */
  readonly detail: string;
  /** What it means and what to do. */
  readonly advice?: string;
}

/** One thing to look at. */
export interface Check {
  readonly name: string;
  /** Names of checks that must not have failed; it is left out otherwise. */
  readonly needs?: readonly string[];
  /** @throws GatewayError as the upstream room does */
  run(signal: AbortSignal): Promise<Finding>;
}

/** A check that was done, or left out. */
export interface Step {
  readonly name: string;
  readonly status: Status;
  readonly detail: string;
  readonly advice: string | null;
  readonly milliseconds: number;
}

export const ok = (detail: string, advice?: string): Finding => finding('ok', detail, advice);
export const warning = (detail: string, advice: string): Finding => finding('warning', detail, advice);
export const failed = (detail: string, advice: string): Finding => finding('failed', detail, advice);
export const skipped = (detail: string, advice?: string): Finding => finding('skipped', detail, advice);

function finding(status: Status, detail: string, advice: string | undefined): Finding {
  return { status, detail, ...(advice === undefined ? {} : { advice }) };
}

import type { OperationOutcome, UserErrorCode } from '../generated/graphql.ts';

/** The part of a mutation's answer that says what became of it. */
export interface Answer {
  readonly outcome: OperationOutcome;
  readonly userErrors: readonly { readonly code: UserErrorCode; readonly message: string }[];
}

/** What the agent is told of an operation. */
export type Report =
  | { readonly kind: 'ANSWERED'; readonly what: string; readonly answer: Answer }
  /** No answer, or an error in its place. `again` repeats it where that does no harm. */
  | { readonly kind: 'FAILED'; readonly what: string; readonly message: string; readonly again: (() => void) | null }
  /** The upstream said later, and not of what, that something failed. */
  | { readonly kind: 'FAILED_LATER'; readonly message: string | null };

export type Tone = 'good' | 'open' | 'bad';

export interface ReportWords {
  readonly tone: Tone;
  readonly text: string;
}

export function reportWords(report: Report): ReportWords {
  switch (report.kind) {
    case 'ANSWERED':
      return answerWords(report.what, report.answer);
    case 'FAILED':
      return { tone: 'bad', text: `${report.what}: no answer. ${report.message}` };
    case 'FAILED_LATER':
      return { tone: 'bad', text: `The upstream reports a failure: ${report.message ?? 'it does not say of what.'}` };
  }
}

function answerWords(what: string, { outcome, userErrors }: Answer): ReportWords {
  const why = userErrors.map(({ code, message }) => `${message} (${code})`).join(' ');
  switch (outcome) {
    case 'CONFIRMED':
      return { tone: 'good', text: `${what}: confirmed.` };
    case 'ACCEPTED':
      return { tone: 'open', text: `${what}: accepted; no proof has come yet. ${why}`.trim() };
    case 'REFUSED':
      return { tone: 'bad', text: `${what}: refused, nothing was changed. ${why}`.trim() };
    case 'UNDETERMINED':
      return {
        tone: 'bad',
        text: `${what}: undetermined, it may or may not have happened. Look before you repeat it. ${why}`.trim(),
      };
  }
}

import type { ReactNode } from 'react';
import { reportWords, type Report } from '../words/report.ts';

interface Props {
  readonly report: Report | null;
  readonly onDismiss: () => void;
}

/** What became of the last operation, in a line that is always there: nothing moves when it speaks. */
export function ReportNotice({ report, onDismiss }: Props): ReactNode {
  const words = report === null ? null : reportWords(report);
  return (
    <div className="report" role="status" aria-label="Outcome">
      {words !== null && (
        <p className={`notice ${words.tone}`}>
          <span>{words.text}</span>
          {report?.kind === 'FAILED' && report.again !== null && (
            <button type="button" onClick={report.again}>
              Ask again
            </button>
          )}
          <button type="button" aria-label="Dismiss" onClick={onDismiss}>
            ×
          </button>
        </p>
      )}
    </div>
  );
}

import { useId, type ReactNode } from 'react';
import type { Availability } from '../words/availability.ts';

interface Props {
  readonly availability: Availability;
  readonly isBusy?: boolean;
  readonly className?: string;
  readonly label?: string;
  readonly type?: 'button' | 'submit';
  readonly isExpanded?: boolean;
  /** Takes the focus when it appears. */
  readonly takesFocus?: boolean;
  readonly onPress?: () => void;
  readonly children: ReactNode;
}

/** A button that says why it cannot be pressed. It stays in reach of the keyboard, or nobody could read the reason. */
export function ActionButton(props: Props): ReactNode {
  const { availability, isBusy = false, className, label, type = 'button', onPress, children } = props;
  const reasonId = useId();
  const words = wordsOf(availability);
  const isDisabled = availability.kind === 'FORBIDDEN' || isBusy;
  return (
    <>
      <button
        type={type}
        className={className}
        aria-label={label}
        aria-disabled={isDisabled}
        aria-expanded={props.isExpanded}
        autoFocus={props.takesFocus}
        aria-describedby={words === null ? undefined : reasonId}
        title={words ?? undefined}
        onClick={(event) => {
          if (isDisabled) event.preventDefault();
          else onPress?.();
        }}
      >
        {children}
      </button>
      {words !== null && (
        <span id={reasonId} hidden>
          {words}
        </span>
      )}
    </>
  );
}

function wordsOf(availability: Availability): string | null {
  switch (availability.kind) {
    case 'OFFERED':
      return null;
    case 'UNLISTED':
      return availability.hint;
    case 'FORBIDDEN':
      return availability.reason;
  }
}

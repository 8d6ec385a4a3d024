import { useEffect, useRef, type FocusEvent, type RefObject } from 'react';

/** Where a pressed button has gone with what it did, its focus goes to `refuge` and not to the top of the page. */
export function useFocusRescue(refuge: RefObject<HTMLElement | null>): (event: FocusEvent<HTMLElement>) => void {
  const last = useRef<Element | null>(null);
  useEffect(() => {
    if (last.current?.isConnected === false && document.activeElement === document.body) refuge.current?.focus();
  });
  return ({ target }) => {
    last.current = target;
  };
}

import type { ReactNode } from 'react';
import { partsOf } from '../words/links.ts';

/** A text with its http and https addresses as links; all else stays text. */
export function LinkedText({ text }: { readonly text: string }): ReactNode {
  return partsOf(text).map(({ text: part, address }, place) =>
    address === null ? (
      part
    ) : (
      <a key={place} href={address} target="_blank" rel="noopener noreferrer">
        {part}
      </a>
    ),
  );
}

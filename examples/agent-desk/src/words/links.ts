/** The address of a link that may be opened; null for anything but http and https. */
export function safeAddress(text: string): string | null {
  const url = URL.parse(text);
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:') ? url.href : null;
}

export interface TextPart {
  readonly text: string;
  /** Where it leads, if it is a link. */
  readonly address: string | null;
}

/** Cuts a text into words and the links among them. */
export function partsOf(text: string): readonly TextPart[] {
  return text
    .split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)])/)
    .map((part, place) => ({ text: part, address: place % 2 === 1 ? safeAddress(part) : null }))
    .filter((part) => part.text !== '');
}

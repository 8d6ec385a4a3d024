/** An entry's value for people; text as it is, anything else as JSON. */
export function showValue(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The upstream takes text and numbers; what else it may hold can be deleted, not written. */
export function isEditable(value: unknown): boolean {
  return value === null || typeof value === 'string' || typeof value === 'number';
}

/** What to write: a number where there was one and one was typed, else the text. */
export function readValue(text: string, before: unknown): string | number {
  const number = Number(text);
  return typeof before === 'number' && text.trim() !== '' && Number.isFinite(number) ? number : text;
}

import * as z from 'zod';

/** One setting: the environment variable is its key, `schema` turns its text into the value or says what it wants. */
export interface Setting<T> {
  readonly default: string;
  /** The default where NODE_ENV is `production`, if it is another one there. */
  readonly production?: string;
  readonly meaning: string;
  readonly schema: z.ZodType<T, string>;
  /** Where the text is a secret, or has one in it: what of it may be shown, whatever it is. */
  readonly secret?: (text: string) => string;
}

export type Settings = Readonly<Record<string, Setting<unknown>>>;

export function setting<T>(schema: z.ZodType<T, string>, defaultText: string, meaning: string): Setting<T> {
  return { schema, default: defaultText, meaning };
}

/** Its text is not to be printed or logged. @param shown what of it may be shown, whatever it is */
export function secret<T>(hidden: Setting<T>, shown: (text: string) => string): Setting<T> {
  return { ...hidden, secret: shown };
}

export const onOrOff: z.ZodType<boolean, string> = z
  .enum(['on', 'off'], 'wants on or off')
  .transform((text) => text === 'on');

/** What strangers should not find open unless somebody wanted it: on, but off in production. */
export function development(meaning: string): Setting<boolean> {
  return {
    schema: onOrOff,
    default: 'on',
    production: 'off',
    meaning: `${meaning}: \`on\` or \`off\`; \`off\` where \`NODE_ENV\` is \`production\`, unless set`,
  };
}

export function integer(minimum: number, maximum: number): z.ZodType<number, string> {
  const wants = `wants a whole number from ${minimum} to ${maximum}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, wants)
    .transform(Number)
    .refine((value) => value >= minimum && value <= maximum, wants);
}

/** Parts separated by commas, blanks and empty parts left out. */
export function list(item: RegExp, wants: string): z.ZodType<readonly string[], string> {
  return z
    .string()
    .transform((text) => text.split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()])))
    .refine((items) => items.every((part) => item.test(part)), wants);
}

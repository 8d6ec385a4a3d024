import { parse, print } from 'graphql';

/** What a tab starts with. */
export interface Example {
  readonly query: string;
  /** JSON for the variables pane. */
  readonly variables?: string;
}

/** A mutation as every one of this schema is: one `input`, and a payload with `outcome`, `session` and `userErrors`. */
export interface MutationExample {
  readonly name: string;
  /** What it does and when it works, in lines short enough for a narrow pane. */
  readonly about: readonly string[];
  readonly input: Readonly<Record<string, unknown>>;
  /** What the payload has of its own, as a selection: `removed { nickname }`. */
  readonly shows?: string;
}

const session = 'session { id state participants { nickname role visibility } }';
const userErrors = 'userErrors { code message path upstreamStatusCode }';

/** The operation and, in the variables, its input: what is easy to change is there. */
export function mutationExample({ name, about, input, shows = '' }: MutationExample): Example {
  const inputType = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  return example(
    about,
    `mutation ${name}($input: ${inputType}!) {
      ${name}(input: $input) { outcome ${shows} ${session} ${userErrors} }
    }`,
    { input },
  );
}

/** An operation with its comment above; the layout is graphql's own. */
export function example(
  about: readonly string[],
  operation: string,
  variables?: Readonly<Record<string, unknown>>,
): Example {
  const comment = about.map((line) => `# ${line}\n`).join('');
  return {
    query: `${comment}${print(parse(operation))}\n`,
    ...(variables === undefined ? {} : { variables: JSON.stringify(variables, null, 2) }),
  };
}

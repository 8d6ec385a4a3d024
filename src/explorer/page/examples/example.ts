import { parse, print } from 'graphql';

/** An operation to begin with. */
export interface Example {
  /** Of the operation; its tab is named so. */
  readonly name: string;
  /** What it does and when it works. */
  readonly about: string;
  readonly query: string;
  /** JSON for the variables pane. */
  readonly variables?: string;
}

/** A mutation as every one of this schema is: one `input`, and a payload with `outcome` and `userErrors`. */
export interface MutationExample {
  readonly name: string;
  readonly about: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** What the payload has of its own, as a selection: `removed { nickname }`. */
  readonly shows?: string;
}

/** For mutations of a session: their payload has it. */
export const session = 'session { id state participants { nickname role visibility } }';
const userErrors = 'userErrors { code message path upstreamStatusCode }';

/** The operation and, in the variables, its input: what is easy to change is there. */
export function mutationExample({ name, about, input, shows = session }: MutationExample): Example {
  const inputType = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const operation = `mutation ${name}($input: ${inputType}!) {
    ${name}(input: $input) { outcome ${shows} ${userErrors} }
  }`;
  return example(name, about, print(parse(operation)), { input });
}

/** An operation with its comment above, in lines short enough for a narrow pane. */
export function example(
  name: string,
  about: string,
  operation: string,
  variables?: Readonly<Record<string, unknown>>,
): Example {
  return {
    name,
    about,
    query: `${about.replaceAll(/(.{1,47})(?: |$)/g, '# $1\n')}${operation}\n`,
    ...(variables === undefined ? {} : { variables: JSON.stringify(variables, null, 2) }),
  };
}

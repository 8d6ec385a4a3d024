/** A test by its title as the file has it. `of`: the case of a `test.each`, whose values fill the title's places. */
export interface Proof {
  readonly file: string;
  readonly title: string;
  readonly of?: readonly (string | number)[];
}

/** What the upstream documents (`documented`, on the page `page`), and what became of it. */
export type Row = {
  readonly documented: string;
  readonly page: string;
} & (
  | {
      /** Schema coordinates: `Session.receivedAt`, `Mutation.rejectSession`, `MessageAdded`. */
      readonly carriedBy: readonly [string, ...string[]];
      /** Empty: carried, and no test shows it. */
      readonly proofs: readonly Proof[];
    }
  | { readonly leftOut: string }
);

export interface Section {
  readonly title: string;
  readonly rows: readonly Row[];
}

/** Titles of one file. */
export function proofsIn(file: string): (title: string, ...of: readonly (string | number)[]) => Proof {
  return (title, ...of) => ({ file: `test/${file}`, title, ...(of.length === 0 ? {} : { of }) });
}

/** What is said on one page of the documentation. */
export function on(page: string) {
  return {
    carried: (documented: string, carriedBy: string | readonly [string, ...string[]], ...proofs: Proof[]): Row => ({
      documented,
      page,
      carriedBy: typeof carriedBy === 'string' ? [carriedBy] : carriedBy,
      proofs,
    }),
    leftOut: (documented: string, leftOut: string): Row => ({ documented, page, leftOut }),
  };
}

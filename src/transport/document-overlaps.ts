import { Kind, type DocumentNode, type FieldNode, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql';

/**
 * Pairs in a document that graphql-js has to compare to know whether its fields can be merged: of fields with one name in the answer,
 * each pair as often as it has arguments, and of fragments that are spread into one place. Their number grows with the square of the
 * text. Counted is what there would be were all fields of one name one field, which is never less; and counting takes no longer than
 * so many steps.
 *
 * @param most where counting ends
 * @param deepest level that is looked at: there are more only where fragments spread themselves
 */
export function countOverlaps(
  { definitions }: DocumentNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  most: number,
  deepest: number,
): number {
  let pairs = 0;
  let steps = 0;

  const isEnough = (): boolean => pairs > most || steps > most;

  /** Of selections that make one object of the answer. */
  function countIn(merged: readonly SelectionSetNode[], level: number): void {
    if (level > deepest) return;
    const { fields, spreads } = collect(merged);
    pairs += pairsOf(spreads);
    for (const group of fields.values()) {
      pairs += pairsOf(group.length) * (1 + mostArguments(group));
      if (isEnough()) return;
      const inner = group.flatMap(({ selectionSet = [] }) => selectionSet);
      if (inner.length > 0) countIn(inner, level + 1);
    }
  }

  function collect(merged: readonly SelectionSetNode[]): {
    readonly fields: ReadonlyMap<string, readonly FieldNode[]>;
    readonly spreads: number;
  } {
    const fields = new Map<string, FieldNode[]>();
    const followed = new Set<string>();
    let spreads = 0;
    const rest = [...merged];
    for (let set = rest.pop(); set !== undefined && !isEnough(); set = rest.pop()) {
      for (const selection of set.selections) {
        steps += 1;
        if (selection.kind === Kind.FIELD) {
          const name = (selection.alias ?? selection.name).value;
          const group = fields.get(name);
          if (group === undefined) fields.set(name, [selection]);
          else group.push(selection);
        } else if (selection.kind === Kind.INLINE_FRAGMENT) {
          rest.push(selection.selectionSet);
        } else {
          const { value } = selection.name;
          const fragment = fragments.get(value);
          spreads += 1;
          if (fragment !== undefined && !followed.has(value)) rest.push(fragment.selectionSet);
          followed.add(value);
        }
      }
    }
    return { fields, spreads };
  }

  for (const definition of definitions) if ('selectionSet' in definition) countIn([definition.selectionSet], 1);
  return Math.max(pairs, steps > most ? steps : 0);
}

function pairsOf(count: number): number {
  return (count * (count - 1)) / 2;
}

function mostArguments(fields: readonly FieldNode[]): number {
  return fields.reduce((most, { arguments: given = [] }) => Math.max(most, given.length), 0);
}

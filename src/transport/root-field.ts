import { Kind, type DocumentNode, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';

/** What every schema has: nobody asks for it to have something done. */
const introspection = new Set(['__schema', '__type', '__typename']);

/**
 * The root fields that an operation executes, by their names in the schema and in that order, each as often as it is executed: what
 * several selections ask for by the same response key is one. Introspection is left out, and what directives say is not looked at.
 *
 * @param document valid
 */
export function rootFieldsOf(document: DocumentNode, { selectionSet }: OperationDefinitionNode): readonly string[] {
  const byKey = new Map<string, string>();
  const spread = new Set<string>();

  function look({ selections }: SelectionSetNode): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const { name, alias = name } = selection;
        if (!introspection.has(name.value)) byKey.set(alias.value, name.value);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) look(selection.selectionSet);
      else if (!spread.has(selection.name.value)) {
        const { value: name } = selection.name;
        spread.add(name);
        const fragment = document.definitions.find(
          (definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name,
        );
        if (fragment?.kind === Kind.FRAGMENT_DEFINITION) look(fragment.selectionSet);
      }
    }
  }

  look(selectionSet);
  return [...byKey.values()];
}

/**
 * What an operation is counted as: its root field, which is one of the schema's. `several` where there are more, `introspection`
 * where it asks for nothing but the schema. The names that clients give would make a series of each.
 */
export function countedAs(rootFields: readonly string[]): string {
  const [first = 'introspection', ...more] = new Set(rootFields);
  return more.length > 0 ? 'several' : first;
}

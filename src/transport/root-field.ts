import { Kind, type DocumentNode, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';

/**
 * What an operation is counted as: its root field, which is one of the schema's. `several` where there are more, `introspection`
 * where it asks for nothing but the schema. The names that clients give would make a series of each.
 *
 * @param document valid
 */
export function rootFieldOf(document: DocumentNode, { selectionSet }: OperationDefinitionNode): string {
  const fields = new Set<string>();
  const spread = new Set<string>();

  function look({ selections }: SelectionSetNode): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) fields.add(selection.name.value);
      else if (selection.kind === Kind.INLINE_FRAGMENT) look(selection.selectionSet);
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
  const [first = 'introspection', ...more] = [...fields].filter((name) => !/^__(?:schema|type|typename)$/.test(name));
  return more.length > 0 ? 'several' : first;
}

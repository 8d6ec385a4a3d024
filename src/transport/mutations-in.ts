import { getOperationAST, Kind, type SelectionSetNode } from 'graphql';
import type { Runnable } from './documents.ts';

/** The mutations that an operation would run, in the order in which it asks for them. */
export function mutationsIn({ document, operationName }: Runnable): readonly string[] {
  function within({ selections }: SelectionSetNode): readonly string[] {
    return selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [selection.name.value];
      if (selection.kind === Kind.INLINE_FRAGMENT) return within(selection.selectionSet);
      const fragment = document.definitions.find(
        (definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === selection.name.value,
      );
      return fragment?.kind === Kind.FRAGMENT_DEFINITION ? within(fragment.selectionSet) : [];
    });
  }

  const operation = getOperationAST(document, operationName);
  return operation === null || operation === undefined ? [] : within(operation.selectionSet);
}

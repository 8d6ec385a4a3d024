import { tryParseJSONC, useGraphiQL, useHeadersEditorState } from '@graphiql/react';
import { useEffect } from 'react';
import type { Connection } from './connection.ts';
import { noHeaders, readHeaders, type SentHeaders } from './headers.ts';

/** Tells the connection what the headers pane holds, whoever wrote it: the bar, a change of tabs, or the reader. */
export function HeadersWatch({ connection }: { readonly connection: Connection }): null {
  const [text] = useHeadersEditorState();
  const editor = useGraphiQL((state) => state.headerEditor);
  useEffect(() => {
    // Asked again: when a tab comes to the front, the sandbox bar has put its user in since this was drawn.
    if (editor !== undefined) connection.headers.set(readText(editor.getValue()));
  }, [text, editor, connection]);
  return null;
}

/** As GraphiQL reads it: comments are allowed. */
function readText(text: string): SentHeaders | string {
  try {
    return readHeaders(tryParseJSONC(text));
  } catch {
    return noHeaders;
  }
}

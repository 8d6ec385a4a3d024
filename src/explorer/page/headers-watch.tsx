import { useHeadersEditorState } from '@graphiql/react';
import { useEffect } from 'react';

/** Tells what the headers pane holds, whoever wrote it: the bar, a change of tabs, or the reader. */
export function HeadersWatch({ onHeaders }: { readonly onHeaders: (text: string) => void }): null {
  const [headers] = useHeadersEditorState();
  useEffect(() => {
    onHeaders(headers);
  }, [headers, onHeaders]);
  return null;
}

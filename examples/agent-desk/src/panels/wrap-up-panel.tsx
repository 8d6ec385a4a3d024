import type { ReactNode } from 'react';
import type { Session } from '../desk/model.ts';
import { useOperation } from '../desk/use-operation.ts';
import { AddCommentDocument, SetDispositionDocument } from '../generated/graphql.ts';
import { availabilityOf } from '../words/availability.ts';
import { OneFieldForm } from './one-field-form.tsx';

/** What remains of a session when it is over: how it ended, and a remark. */
export function WrapUpPanel({ session }: { readonly session: Session }): ReactNode {
  const disposition = useOperation(SetDispositionDocument, 'Setting the disposition');
  const comment = useOperation(AddCommentDocument, 'Setting the comment');
  return (
    <div className="panel">
      <OneFieldForm
        label="Disposition"
        longest={255}
        availability={availabilityOf('dispose', session)}
        isBusy={disposition.isBusy}
        onSave={(value, done) => {
          disposition.run({ sessionId: session.id, disposition: value }, done);
        }}
      />
      <OneFieldForm
        label="Comment"
        longest={65_536}
        availability={availabilityOf('comment', session)}
        isBusy={comment.isBusy}
        onSave={(value, done) => {
          comment.run({ sessionId: session.id, comment: value }, done);
        }}
      />
      <p className="hint">{session.comment === null ? 'No comment yet.' : `Comment: ${session.comment}`}</p>
    </div>
  );
}

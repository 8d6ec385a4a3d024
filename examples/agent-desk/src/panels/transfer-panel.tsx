import type { ReactNode } from 'react';
import type { Session } from '../desk/model.ts';
import { useOperation } from '../desk/use-operation.ts';
import { TransferSessionDocument } from '../generated/graphql.ts';
import { availabilityOf } from '../words/availability.ts';
import { TargetForm } from './target-form.tsx';

/** Hands the session over to an agent or a queue. */
export function TransferPanel({ session }: { readonly session: Session }): ReactNode {
  const { isBusy, run } = useOperation(TransferSessionDocument, 'Transferring');
  return (
    <TargetForm
      session={session}
      label="Whom to hand over to"
      verb="Hand over"
      availability={availabilityOf('transfer', session)}
      isBusy={isBusy}
      onChoose={(target) => {
        run({ sessionId: session.id, target });
      }}
    />
  );
}

import type { ReactNode } from 'react';
import type { Session } from '../desk/model.ts';
import { useOperation } from '../desk/use-operation.ts';
import { StartConsultationDocument } from '../generated/graphql.ts';
import { availabilityOf } from '../words/availability.ts';
import { TargetForm } from './target-form.tsx';

/** Brings in a second agent, unseen by the customer. */
export function ConsultPanel({ session }: { readonly session: Session }): ReactNode {
  const { isBusy, run } = useOperation(StartConsultationDocument, 'Consulting');
  return (
    <TargetForm
      session={session}
      label="Whom to consult"
      verb="Bring in"
      availability={availabilityOf('consult', session)}
      isBusy={isBusy}
      onChoose={(target) => {
        run({ sessionId: session.id, target });
      }}
    />
  );
}

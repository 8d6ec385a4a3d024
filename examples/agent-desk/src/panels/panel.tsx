import type { ReactNode } from 'react';
import type { Session } from '../desk/model.ts';
import { ConsultPanel } from './consult-panel.tsx';
import { TransferPanel } from './transfer-panel.tsx';
import { UserDataPanel } from './user-data-panel.tsx';
import { WrapUpPanel } from './wrap-up-panel.tsx';

export type PanelName = 'consult' | 'transfer' | 'wrapUp' | 'userData';

interface Props {
  readonly name: PanelName;
  readonly session: Session;
}

/** What a button of the toolbar opens. */
export function Panel({ name, session }: Props): ReactNode {
  switch (name) {
    case 'consult':
      return <ConsultPanel session={session} />;
    case 'transfer':
      return <TransferPanel session={session} />;
    case 'wrapUp':
      return <WrapUpPanel session={session} />;
    case 'userData':
      return <UserDataPanel session={session} />;
  }
}

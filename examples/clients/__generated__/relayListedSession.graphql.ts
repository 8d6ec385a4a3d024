/**
 * @generated SignedSource<<33c493f829c934d1a3607b5258df413e>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ReaderFragment } from 'relay-runtime';
export type ParticipantRole = "AGENT" | "CUSTOMER" | "UNKNOWN" | "%future added value";
export type SessionState = "CHATTING" | "COMPLETED" | "INVITED" | "LEFT_CHAT" | "REVOKED" | "UNKNOWN" | "%future added value";
import type { FragmentRefs } from "relay-runtime";
export type relayListedSession$data = {
  readonly comment: string | null | undefined;
  readonly id: string;
  readonly participants: ReadonlyArray<{
    readonly id: string;
    readonly nickname: string | null | undefined;
    readonly role: ParticipantRole;
  }>;
  readonly state: SessionState;
  readonly " $fragmentType": "relayListedSession";
};
export type relayListedSession$key = {
  readonly " $data"?: relayListedSession$data;
  readonly " $fragmentSpreads": FragmentRefs<"relayListedSession">;
};

const node: ReaderFragment = (function(){
var v0 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
};
return {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "relayListedSession",
  "selections": [
    (v0/*:: as any*/),
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "state",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "comment",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Participant",
      "kind": "LinkedField",
      "name": "participants",
      "plural": true,
      "selections": [
        (v0/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "nickname",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "role",
          "storageKey": null
        }
      ],
      "storageKey": null
    }
  ],
  "type": "Session",
  "abstractKey": null
};
})();

(node as any).hash = "c23ee70d4b9d09ca1b1ff872063ee688";

export default node;

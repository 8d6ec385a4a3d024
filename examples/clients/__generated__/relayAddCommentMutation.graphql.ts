/**
 * @generated SignedSource<<936ba7ddb8b187a576fba3790ac91b03>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ConcreteRequest } from 'relay-runtime';
import type { FragmentRefs } from "relay-runtime";
export type OperationOutcome = "ACCEPTED" | "CONFIRMED" | "REFUSED" | "UNDETERMINED" | "%future added value";
export type UserErrorCode = "ALREADY_EXISTS" | "CANNOT_ASSIGN" | "CANNOT_CREATE" | "CANNOT_DELETE" | "CANNOT_RETRIEVE" | "CANNOT_UNASSIGN" | "CANNOT_UPDATE" | "FORBIDDEN" | "INCOMPLETE" | "INTERNAL_ERROR" | "INVALID_PARAMETER" | "IN_USE" | "MISSING_PARAMETER" | "NOT_AUTHENTICATED" | "NOT_FOUND" | "OUT_OF_RANGE" | "PARTIAL_SUCCESS" | "PASSWORD_CHANGE_REQUIRED" | "PERMISSION_DENIED" | "READ_ONLY" | "UNKNOWN" | "%future added value";
export type AddCommentInput = {
  comment: string;
  confirmWithin?: number | null | undefined;
  idempotencyKey?: string | null | undefined;
  sessionId: string;
};
export type relayAddCommentMutation$variables = {
  input: AddCommentInput;
};
export type relayAddCommentMutation$data = {
  readonly addComment: {
    readonly outcome: OperationOutcome;
    readonly session: {
      readonly " $fragmentSpreads": FragmentRefs<"relayListedSession">;
    } | null | undefined;
    readonly userErrors: ReadonlyArray<{
      readonly code: UserErrorCode;
      readonly message: string;
    }>;
  };
};
export type relayAddCommentMutation = {
  response: relayAddCommentMutation$data;
  variables: relayAddCommentMutation$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "input"
  }
],
v1 = [
  {
    "kind": "Variable",
    "name": "input",
    "variableName": "input"
  }
],
v2 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "outcome",
  "storageKey": null
},
v3 = {
  "alias": null,
  "args": null,
  "concreteType": "UserError",
  "kind": "LinkedField",
  "name": "userErrors",
  "plural": true,
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "code",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "message",
      "storageKey": null
    }
  ],
  "storageKey": null
},
v4 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
};
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "relayAddCommentMutation",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "AddCommentPayload",
        "kind": "LinkedField",
        "name": "addComment",
        "plural": false,
        "selections": [
          (v2/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "concreteType": "Session",
            "kind": "LinkedField",
            "name": "session",
            "plural": false,
            "selections": [
              {
                "args": null,
                "kind": "FragmentSpread",
                "name": "relayListedSession"
              }
            ],
            "storageKey": null
          },
          (v3/*:: as any*/)
        ],
        "storageKey": null
      }
    ],
    "type": "Mutation",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "relayAddCommentMutation",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "AddCommentPayload",
        "kind": "LinkedField",
        "name": "addComment",
        "plural": false,
        "selections": [
          (v2/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "concreteType": "Session",
            "kind": "LinkedField",
            "name": "session",
            "plural": false,
            "selections": [
              (v4/*:: as any*/),
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
                  (v4/*:: as any*/),
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
            "storageKey": null
          },
          (v3/*:: as any*/)
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "62743c625c01b100e0f5779c7f94fdb4",
    "id": null,
    "metadata": {},
    "name": "relayAddCommentMutation",
    "operationKind": "mutation",
    "text": "mutation relayAddCommentMutation(\n  $input: AddCommentInput!\n) {\n  addComment(input: $input) {\n    outcome\n    session {\n      ...relayListedSession\n      id\n    }\n    userErrors {\n      code\n      message\n    }\n  }\n}\n\nfragment relayListedSession on Session {\n  id\n  state\n  comment\n  participants {\n    id\n    nickname\n    role\n  }\n}\n"
  }
};
})();

(node as any).hash = "af0d50870ca47d4da1e880702a73721e";

export default node;

/**
 * @generated SignedSource<<0122be3a81d037866d926bcd15e48fc6>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ConcreteRequest } from 'relay-runtime';
export type ParticipantRole = "AGENT" | "CUSTOMER" | "UNKNOWN" | "%future added value";
export type SessionState = "CHATTING" | "COMPLETED" | "INVITED" | "LEFT_CHAT" | "REVOKED" | "UNKNOWN" | "%future added value";
export type UpstreamStatus = "CONNECTED" | "DEGRADED" | "DISCONNECTED" | "%future added value";
export type relaySessionEventsSubscription$variables = {
  after?: string | null | undefined;
};
export type relaySessionEventsSubscription$data = {
  readonly sessionEvents: {
    readonly __typename: string;
    readonly cursor: string;
    readonly isTyping?: boolean;
    readonly left?: ReadonlyArray<{
      readonly id: string;
    }>;
    readonly mayHaveMissedEvents?: boolean;
    readonly message?: {
      readonly id: string;
      readonly index: number;
      readonly sender: {
        readonly id: string;
        readonly nickname: string | null | undefined;
      };
      readonly text?: string;
    };
    readonly participant?: {
      readonly id: string;
      readonly nickname: string | null | undefined;
    };
    readonly session?: {
      readonly comment: string | null | undefined;
      readonly id: string;
      readonly participants: ReadonlyArray<{
        readonly id: string;
        readonly nickname: string | null | undefined;
        readonly role: ParticipantRole;
      }>;
      readonly state: SessionState;
    };
    readonly sessionId?: string;
    readonly sessions?: ReadonlyArray<{
      readonly comment: string | null | undefined;
      readonly id: string;
      readonly participants: ReadonlyArray<{
        readonly id: string;
        readonly nickname: string | null | undefined;
        readonly role: ParticipantRole;
      }>;
      readonly state: SessionState;
    }>;
    readonly status?: UpstreamStatus;
  };
};
export type relaySessionEventsSubscription = {
  response: relaySessionEventsSubscription$data;
  variables: relaySessionEventsSubscription$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "after"
  }
],
v1 = [
  {
    "kind": "Variable",
    "name": "after",
    "variableName": "after"
  }
],
v2 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "__typename",
  "storageKey": null
},
v3 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "cursor",
  "storageKey": null
},
v4 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v5 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "nickname",
  "storageKey": null
},
v6 = [
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
      (v5/*:: as any*/),
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
v7 = {
  "kind": "InlineFragment",
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "mayHaveMissedEvents",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Session",
      "kind": "LinkedField",
      "name": "sessions",
      "plural": true,
      "selections": (v6/*:: as any*/),
      "storageKey": null
    }
  ],
  "type": "SessionsSnapshot",
  "abstractKey": null
},
v8 = {
  "alias": null,
  "args": null,
  "concreteType": "Session",
  "kind": "LinkedField",
  "name": "session",
  "plural": false,
  "selections": (v6/*:: as any*/),
  "storageKey": null
},
v9 = [
  (v8/*:: as any*/)
],
v10 = {
  "kind": "InlineFragment",
  "selections": (v9/*:: as any*/),
  "type": "SessionStateChanged",
  "abstractKey": null
},
v11 = {
  "kind": "InlineFragment",
  "selections": [
    (v8/*:: as any*/),
    {
      "alias": null,
      "args": null,
      "concreteType": "Participant",
      "kind": "LinkedField",
      "name": "left",
      "plural": true,
      "selections": [
        (v4/*:: as any*/)
      ],
      "storageKey": null
    }
  ],
  "type": "ParticipantsChanged",
  "abstractKey": null
},
v12 = {
  "kind": "InlineFragment",
  "selections": (v9/*:: as any*/),
  "type": "SessionPropertiesChanged",
  "abstractKey": null
},
v13 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "sessionId",
  "storageKey": null
},
v14 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "index",
  "storageKey": null
},
v15 = [
  (v4/*:: as any*/),
  (v5/*:: as any*/)
],
v16 = {
  "alias": null,
  "args": null,
  "concreteType": "Participant",
  "kind": "LinkedField",
  "name": "sender",
  "plural": false,
  "selections": (v15/*:: as any*/),
  "storageKey": null
},
v17 = {
  "kind": "InlineFragment",
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "text",
      "storageKey": null
    }
  ],
  "type": "TextMessage",
  "abstractKey": null
},
v18 = {
  "kind": "InlineFragment",
  "selections": [
    (v13/*:: as any*/),
    {
      "alias": null,
      "args": null,
      "concreteType": "Participant",
      "kind": "LinkedField",
      "name": "participant",
      "plural": false,
      "selections": (v15/*:: as any*/),
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "isTyping",
      "storageKey": null
    }
  ],
  "type": "TypingChanged",
  "abstractKey": null
},
v19 = {
  "kind": "InlineFragment",
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "status",
      "storageKey": null
    }
  ],
  "type": "UpstreamStatusChanged",
  "abstractKey": null
};
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "relaySessionEventsSubscription",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": null,
        "kind": "LinkedField",
        "name": "sessionEvents",
        "plural": false,
        "selections": [
          (v2/*:: as any*/),
          (v3/*:: as any*/),
          (v7/*:: as any*/),
          (v10/*:: as any*/),
          (v11/*:: as any*/),
          (v12/*:: as any*/),
          {
            "kind": "InlineFragment",
            "selections": [
              (v13/*:: as any*/),
              {
                "alias": null,
                "args": null,
                "concreteType": null,
                "kind": "LinkedField",
                "name": "message",
                "plural": false,
                "selections": [
                  (v4/*:: as any*/),
                  (v14/*:: as any*/),
                  (v16/*:: as any*/),
                  (v17/*:: as any*/)
                ],
                "storageKey": null
              }
            ],
            "type": "MessageAdded",
            "abstractKey": null
          },
          (v18/*:: as any*/),
          (v19/*:: as any*/)
        ],
        "storageKey": null
      }
    ],
    "type": "Subscription",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "relaySessionEventsSubscription",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": null,
        "kind": "LinkedField",
        "name": "sessionEvents",
        "plural": false,
        "selections": [
          (v2/*:: as any*/),
          (v3/*:: as any*/),
          (v7/*:: as any*/),
          (v10/*:: as any*/),
          (v11/*:: as any*/),
          (v12/*:: as any*/),
          {
            "kind": "InlineFragment",
            "selections": [
              (v13/*:: as any*/),
              {
                "alias": null,
                "args": null,
                "concreteType": null,
                "kind": "LinkedField",
                "name": "message",
                "plural": false,
                "selections": [
                  (v2/*:: as any*/),
                  (v4/*:: as any*/),
                  (v14/*:: as any*/),
                  (v16/*:: as any*/),
                  (v17/*:: as any*/)
                ],
                "storageKey": null
              }
            ],
            "type": "MessageAdded",
            "abstractKey": null
          },
          (v18/*:: as any*/),
          (v19/*:: as any*/)
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "57774463141ad892ec9fde7bfb393a4a",
    "id": null,
    "metadata": {},
    "name": "relaySessionEventsSubscription",
    "operationKind": "subscription",
    "text": "subscription relaySessionEventsSubscription(\n  $after: Cursor\n) {\n  sessionEvents(after: $after) {\n    __typename\n    cursor\n    ... on SessionsSnapshot {\n      mayHaveMissedEvents\n      sessions {\n        id\n        state\n        comment\n        participants {\n          id\n          nickname\n          role\n        }\n      }\n    }\n    ... on SessionStateChanged {\n      session {\n        id\n        state\n        comment\n        participants {\n          id\n          nickname\n          role\n        }\n      }\n    }\n    ... on ParticipantsChanged {\n      session {\n        id\n        state\n        comment\n        participants {\n          id\n          nickname\n          role\n        }\n      }\n      left {\n        id\n      }\n    }\n    ... on SessionPropertiesChanged {\n      session {\n        id\n        state\n        comment\n        participants {\n          id\n          nickname\n          role\n        }\n      }\n    }\n    ... on MessageAdded {\n      sessionId\n      message {\n        __typename\n        id\n        index\n        sender {\n          id\n          nickname\n        }\n        ... on TextMessage {\n          text\n        }\n      }\n    }\n    ... on TypingChanged {\n      sessionId\n      participant {\n        id\n        nickname\n      }\n      isTyping\n    }\n    ... on UpstreamStatusChanged {\n      status\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "07fa1626d88994685545070a7640e50c";

export default node;

import { agent2, authorizationOf, openDesk, talk, type Desk } from '../gateway/operating.ts';

export { agent2, talk };

/** A desk and a `fetch` to it that counts what it sends. */
export interface CountedDesk {
  readonly desk: Desk;
  readonly endpoint: string;
  readonly fetch: typeof fetch;
  /** HTTP requests so far. */
  readonly sent: () => number;
  readonly headers: Readonly<Record<string, string>>;
}

export async function countedDesk(): Promise<CountedDesk> {
  const desk = await openDesk();
  let sent = 0;
  return {
    desk,
    endpoint: `${desk.url}/graphql`,
    fetch: (input, init) => {
      sent += 1;
      return fetch(input, init);
    },
    sent: () => sent,
    headers: { authorization: authorizationOf('agent1') },
  };
}

const fields = 'id state comment participants { id nickname userId visibility }';

export const sessionsQuery = `query { sessions { nodes { ${fields} } } }`;
export const sessionQuery = `query ($id: ID!) { session(id: $id) { ${fields} } }`;
export const messagesQuery = `query ($id: ID!) { session(id: $id) { id messages(first: 200) { nodes {
  __typename id index sentAt ... on TextMessage { text } } } } }`;
export const removeMutation = `mutation ($input: RemoveParticipantInput!) { removeParticipant(input: $input) {
  outcome session { ${fields} } userErrors { code } } }`;
export const commentMutation = `mutation ($input: AddCommentInput!) { addComment(input: $input) {
  outcome session { ${fields} } userErrors { code } } }`;
export const rejectMutation = `mutation ($input: RejectSessionInput!) { rejectSession(input: $input) {
  outcome session { ${fields} } userErrors { code } } }`;
export const sendMutation = `mutation ($input: SendMessageInput!) { sendMessage(input: $input) {
  outcome message { __typename id index sentAt ... on TextMessage { text } } userErrors { code } } }`;

/** What the queries above give of a session. */
export interface SeenSession {
  readonly id: string;
  readonly state: string;
  readonly comment: string | null;
  readonly participants: readonly { readonly nickname: string | null }[];
}

export interface SeenMessages {
  readonly session: {
    readonly messages: { readonly nodes: readonly { readonly id: string; readonly text?: string }[] };
  };
}

export const nicknames = ({ participants }: SeenSession): readonly (string | null)[] =>
  participants.map(({ nickname }) => nickname);

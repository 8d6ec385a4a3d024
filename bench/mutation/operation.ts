/** What every contender is asked to do, and does upstream. */
export const removal = {
  sessionId: '0002EaAY01MT0082',
  userId: 'c30d06daa1ea43b8be79f9b071f30d70',
  operationName: 'RemoveParticipantFromConference',
} as const;

export const document = `mutation Remove($input: RemoveParticipantInput!) {
  removeParticipant(input: $input) {
    outcome
    session {
      id
      state
      participants {
        id
        nickname
        role
      }
    }
    removed {
      id
      nickname
    }
    userErrors {
      code
      message
      path
    }
  }
}`;

/** @param confirmWithin milliseconds */
export function variablesOf(confirmWithin: number, userId: string = removal.userId): object {
  return { input: { sessionId: removal.sessionId, participant: { userId }, confirmWithin } };
}

/** The answer where nothing is known of the session: that is so without notifications. */
export const accepted = {
  data: { removeParticipant: { outcome: 'ACCEPTED', session: null, removed: null, userErrors: [] } },
};

/** An agent's credentials. */
export function authorizationOf(agent: number): string {
  return `Basic ${Buffer.from(`agent${agent}:secret-of-agent${agent}`).toString('base64')}`;
}

/** A request as Apollo Client sends it from a page in Chrome, ready for the wire. @param url where it goes, with the path */
export function requestOf(url: string, agent: number, variables: object): Buffer {
  const { host, pathname } = new URL(url);
  const body = JSON.stringify({
    operationName: 'Remove',
    variables,
    extensions: { clientLibrary: { name: '@apollo/client', version: '4.3.8' } },
    query: document,
  });
  const head = [
    `POST ${pathname} HTTP/1.1`,
    `Host: ${host}`,
    'Connection: keep-alive',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'sec-ch-ua-platform: "Windows"',
    `Authorization: ${authorizationOf(agent)}`,
    'ContactCenterId: 1fd1e8ce-5a5e-4fa8-9d0f-5d6e4f6f3d11',
    'apollographql-client-name: agent-desktop',
    'apollographql-client-version: 8.5.2',
    'User-Agent: Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
    'accept: application/graphql-response+json,application/json;q=0.9',
    'sec-ch-ua: "Chromium";v="142", "Google Chrome";v="142", "Not_A Brand";v="99"',
    'content-type: application/json',
    'sec-ch-ua-mobile: ?0',
    'Origin: https://desktop.example.com',
    'Sec-Fetch-Site: same-site',
    'Sec-Fetch-Mode: cors',
    'Sec-Fetch-Dest: empty',
    'Referer: https://desktop.example.com/',
    'Accept-Encoding: gzip, deflate, br, zstd',
    'Accept-Language: en-GB,en;q=0.9,de;q=0.8',
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
}

/** The upstream's own request, for what it costs without anybody in between. @param base up to and including `/api/v2` */
export function upstreamRequestOf(base: string, agent: number): Buffer {
  const { host, pathname } = new URL(base);
  const body = JSON.stringify({
    operationName: removal.operationName,
    targetUri: `${base}/users/${removal.userId}`,
  });
  const head = [
    `POST ${pathname}/me/facebooksessions/${removal.sessionId} HTTP/1.1`,
    `host: ${host}`,
    'connection: keep-alive',
    `authorization: ${authorizationOf(agent)}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
}

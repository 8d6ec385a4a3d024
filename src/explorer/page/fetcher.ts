import type { Fetcher, FetcherParams } from '@graphiql/toolkit';
import { getOperationAST, OperationTypeNode, parse } from 'graphql';
import type { OperationDefinitionNode } from 'graphql';
import type { ExecutionResult } from 'graphql-ws';
import { readHeaders, type SentHeaders } from './headers.ts';
import type { Live } from './live.ts';
import { failure, readResult } from './result.ts';

/** Queries and mutations by POST to `url` with the headers pane's headers, subscriptions by `live`. */
export function createFetcher(url: URL, live: Live): Fetcher {
  return (params, options) => {
    const headers = readHeaders(options?.headers);
    if (typeof headers === 'string') return failure(headers);
    const operation = findOperation(params);
    const request = operation ? { ...params, operationName: operation.name?.value ?? null } : params;
    return operation?.operation === OperationTypeNode.SUBSCRIPTION ? live.follow(request) : post(url, request, headers);
  };
}

/**
 * The operation meant. GraphiQL notices a change of the text a moment late: run right after a change of tabs, it names
 * the operation of the tab before. Null when the gateway shall say what is wrong with the document.
 */
function findOperation({ query, operationName }: FetcherParams): OperationDefinitionNode | null {
  try {
    const document = parse(query);
    return getOperationAST(document, operationName) ?? getOperationAST(document) ?? null;
  } catch {
    return null;
  }
}

async function post(url: URL, params: FetcherParams, headers: SentHeaders): Promise<ExecutionResult> {
  const response = await send(url, params, headers);
  if (typeof response === 'string') return failure(response);
  const text = await response.text();
  try {
    return readResult(JSON.parse(text));
  } catch {
    return failure(`The gateway answered ${response.status} ${response.statusText}, not JSON: ${text.slice(0, 500)}`);
  }
}

async function send(url: URL, params: FetcherParams, headers: SentHeaders): Promise<Response | string> {
  try {
    return await fetch(url, {
      method: 'POST',
      headers: {
        accept: 'application/graphql-response+json, application/json;q=0.9',
        'content-type': 'application/json',
        ...headers,
      },
      body: JSON.stringify(params),
    });
  } catch (error) {
    return `The request could not be sent: ${error instanceof Error ? error.message : 'unknown reason'}`;
  }
}

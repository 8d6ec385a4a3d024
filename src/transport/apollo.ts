import { ApolloServer, HeaderMap, type ApolloServerPlugin, type HTTPGraphQLResponse } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginSchemaReportingDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginUsageReportingDisabled } from '@apollo/server/plugin/disabled';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError, OperationTypeNode, type GraphQLSchema, type ValidationRule } from 'graphql';
import type { Log } from '../log.ts';
import type { Context } from '../resolvers/context.ts';
import type { ErrorFormat } from './error-format.ts';

export interface ApolloOptions {
  readonly schema: GraphQLSchema;
  readonly maxTokens: number;
  /** Rules for documents besides those of the specification. */
  readonly documentRules?: readonly ValidationRule[];
  readonly formatError: ErrorFormat;
  readonly log: Log;
}

/** Apollo Server, started, without what reports, traces or greets on its own account. */
export async function createApollo({
  schema,
  maxTokens,
  documentRules = [],
  formatError,
  log,
}: ApolloOptions): Promise<ApolloServer<Context>> {
  const apollo = new ApolloServer<Context>({
    schema,
    parseOptions: { maxLexicalTokens: maxTokens },
    formatError: (_formatted, error) => formatError(error),
    // Apollo's own rule would say the same in other words than the other doors.
    introspection: true,
    validationRules: [...documentRules],
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    plugins: [
      noSubscriptions,
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
    logger: {
      debug: (message) => {
        log.debug({}, String(message));
      },
      info: (message) => {
        log.info({}, String(message));
      },
      warn: (message) => {
        log.warn({}, String(message));
      },
      error: (message) => {
        log.error({}, String(message));
      },
    },
  });
  await apollo.start();
  return apollo;
}

/** Refused before execution, where it would fail as a fault of ours. */
const noSubscriptions: ApolloServerPlugin<Context> = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation({ operation }) {
        if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) return Promise.resolve();
        const message =
          'Subscriptions are served over WebSocket (/graphql, subprotocol graphql-transport-ws), as server-sent events (/graphql/stream), or by POST to those who accept multipart/mixed;subscriptionSpec=1.0.';
        throw new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: { status: 400 } } });
      },
    }),
};

/** Answers one HTTP request through Apollo. */
export async function answerHttp(
  apollo: ApolloServer<Context>,
  request: FastifyRequest,
  reply: FastifyReply,
  context: Context,
): Promise<FastifyReply> {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const query = request.raw.url?.indexOf('?') ?? -1;
  const response: HTTPGraphQLResponse = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: request.method,
      headers,
      search: query === -1 ? '' : (request.raw.url ?? '').slice(query),
      body: request.body,
    },
    context: () => Promise.resolve(context),
  });
  for (const [name, value] of response.headers) void reply.header(name, value);
  return reply.code(response.status ?? 200).send(await wholeBody(response.body));
}

/** No directive of ours makes an answer come in parts, so this is one string; parts would be joined. */
async function wholeBody(body: HTTPGraphQLResponse['body']): Promise<string> {
  if (body.kind === 'complete') return body.string;
  let text = '';
  for await (const part of body.asyncIterator) text += part;
  return text;
}

import { ApolloServer, HeaderMap, type ApolloServerPlugin, type HTTPGraphQLResponse } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginSchemaReportingDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginUsageReportingDisabled } from '@apollo/server/plugin/disabled';
import type { FastifyRequest } from 'fastify';
import {
  execute,
  GraphQLError,
  OperationTypeNode,
  type ExecutionResult,
  type GraphQLSchema,
  type ValidationRule,
} from 'graphql';
import type { Log } from '../log.ts';
import type { Trail } from '../observing/trail.ts';
import type { Context } from '../resolvers/context.ts';
import { apolloRequest, askedFor, standIn, withText } from './apollo-request.ts';
import { parseFailure, type Documents, type ValidationOptions } from './documents.ts';
import { rootOf, type ErrorFormat } from './error-format.ts';
import type { Operations } from './operation.ts';
import type { Persisted } from './persisted.ts';
import { isRefusal, refusedStatus } from './refused-status.ts';
import type { AskedDocument } from './request.ts';
import { createShortcut, type Shortcut } from './shortcut.ts';

export interface ApolloOptions {
  readonly schema: GraphQLSchema;
  readonly maxTokens: number;
  /** Rules for documents besides those of the specification. */
  readonly documentRules?: readonly ValidationRule[];
  readonly validationOptions?: ValidationOptions;
  readonly documents: Documents;
  readonly persisted: Persisted;
  readonly operations: Operations;
  readonly formatError: ErrorFormat;
  readonly log: Log;
}

/** GraphQL over HTTP, as Apollo Server answers it. */
export interface Apollo {
  /** What gives the answer without Apollo Server, which has run the operation before; null where it has to be asked. */
  readonly find: Shortcut['find'];
  answer(request: FastifyRequest, context: Context): Promise<ApolloAnswer>;
  stop(): Promise<void>;
}

export interface ApolloAnswer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** What goes through Apollo Server with a request. */
interface Passage {
  readonly context: Context;
  readonly asked: AskedDocument | null;
  /** Why what was asked for is not run. */
  readonly refusal: GraphQLError | null;
}

/**
 * Apollo Server, started, without what reports, traces or greets on its own account. Operations are executed as those of all
 * doors are; a document that it has accepted is executed without asking it again (see `createShortcut`).
 */
export async function createApollo(options: ApolloOptions): Promise<Apollo> {
  const { schema, maxTokens, documentRules = [], validationOptions = {} } = options;
  const { documents, persisted, operations, formatError, log } = options;
  const shortcut = createShortcut(documents, operations, persisted);
  /** Whose errors they are: Apollo Server gives nothing else to know them by. Below them may be one fault that several met with. */
  const trails = new WeakMap<object, Trail>();

  const server = new ApolloServer<Passage>({
    gateway: {
      onSchemaLoadOrUpdate(use) {
        use({ apiSchema: schema, coreSupergraphSdl: '' });
        return () => undefined;
      },
      load: () =>
        Promise.resolve({
          async executor({ document, source, request, context: passage }) {
            const { context, asked, refusal } = passage as Passage;
            // Whatever was understood of the request before, this is the text that would be run.
            const refused = refusal ?? persisted.refusal(source);
            if (refused !== null) return { errors: [refused] };
            const operationName = request.operationName ?? null;
            const runnable = documents.accept(source, document, operationName);
            // Which Apollo leaves to whoever executes: graphql-js says what is wrong.
            if (runnable === null) return execute({ schema, document, operationName });
            if (asked !== null) persisted.keep(asked);
            const variables = request.variables ?? {};
            const result = readable(await operations.execute({ runnable, variables }, context));
            for (const error of result.errors ?? []) trails.set(error, context.trail);
            return result;
          },
        }),
      stop: () => Promise.resolve(),
    },
    parseOptions: { maxLexicalTokens: maxTokens },
    // Apollo takes whatever its parser throws for a syntax error.
    formatError: ({ extensions }, error) =>
      extensions?.['code'] === 'GRAPHQL_PARSE_FAILED'
        ? formatError(parseFailure(rootOf(error)))
        : formatError(error, error instanceof GraphQLError ? trails.get(error) : undefined),
    // Apollo's own rule would say the same in other words than the other doors.
    introspection: true,
    validationRules: [...documentRules],
    validationOptions,
    csrfPrevention: true,
    // Ids are resolved before, for all doors alike.
    persistedQueries: false,
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
    // Its words may hold what clients sent; what goes wrong in an operation is told by us.
    logger: {
      debug: () => undefined,
      info: () => undefined,
      warn: () => {
        log.warn({}, 'Apollo Server warns');
      },
      error: (thrown: unknown) => {
        log.error({ err: thrown }, 'Apollo Server failed');
      },
    },
  });
  await server.start();

  /** Apollo Server has no place before validation, which is what a document beyond the limits may not reach. */
  function findWithinLimits(asked: AskedDocument): string | GraphQLError {
    const found = persisted.find(asked);
    return typeof found === 'string' ? (documents.excessOf(found) ?? found) : found;
  }

  async function ask(request: FastifyRequest, context: Context): Promise<ApolloAnswer> {
    const headers = new HeaderMap();
    for (const [name, value] of Object.entries(request.headers)) {
      if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
    }
    const { method } = request;
    const given = apolloRequest(request);
    const asked = askedFor(method, given);
    const fetching = asked === null ? null : persisted.fetch(asked);
    if (fetching !== null) await fetching;
    const found = asked === null ? null : findWithinLimits(asked);
    const isText = typeof found === 'string';
    const passed = found === null ? given : isText ? withText(method, given, found) : standIn(method);
    const response = await server.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method, headers, ...passed },
      context: () => Promise.resolve({ context, asked, refusal: isText ? null : found }),
    });
    const body = await wholeBody(response.body);
    const { status = 200 } = response;
    const isRefused = status === 400 && isRefusal(body);
    return {
      status: isRefused
        ? refusedStatus(request.headers.accept ?? '', response.headers.get('content-type') ?? '')
        : status,
      headers: response.headers,
      body,
    };
  }

  return {
    find: shortcut.find,
    async answer(request, context) {
      const known = shortcut.find(request, request.body);
      if (known !== null) return known(context);
      const answer = await ask(request, context);
      shortcut.learn(request, answer);
      return answer;
    },
    stop: () => server.stop(),
  };
}

/** Refused before execution, where it would fail as a fault of ours. */
const noSubscriptions: ApolloServerPlugin<Passage> = {
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

/** Errors of compiled operations have no extensions where they need none, and Apollo looks for a code in them. */
function readable(result: ExecutionResult): ExecutionResult {
  const errors = result.errors?.map((error) =>
    (error.extensions as unknown) === undefined
      ? (Object.create(error, { extensions: { value: {} } }) as GraphQLError)
      : error,
  );
  return errors === undefined ? result : { ...result, errors };
}

/** No directive of ours makes an answer come in parts, so this is one string; parts would be joined. */
async function wholeBody(body: HTTPGraphQLResponse['body']): Promise<string> {
  if (body.kind === 'complete') return body.string;
  let text = '';
  for await (const part of body.asyncIterator) text += part;
  return text;
}

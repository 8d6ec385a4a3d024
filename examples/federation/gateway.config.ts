// Hive Gateway before gws-graphql and other subgraphs: hive-gateway supergraph --config-path examples/federation/gateway.config.ts
import type { GatewayConfigSupergraph } from '@graphql-hive/gateway-runtime';

export const gatewayConfig: GatewayConfigSupergraph = {
  supergraph: './supergraph.graphql',
  propagateHeaders: {
    // The caller's own credentials, to the subgraph that they are for and to no other.
    fromClientToSubgraphs: ({ request, subgraphName }) => {
      const authorization = request.headers.get('authorization');
      return subgraphName === 'gws' && authorization !== null ? { authorization } : {};
    },
  },
  plugins: () => [
    {
      // Operations of a WebSocket have no request: their credentials came with connection_init.
      onSubgraphExecute({ executionRequest, subgraphName }) {
        const authorization = executionRequest.context?.connectionParams?.['Authorization'];
        if (subgraphName === 'gws' && typeof authorization === 'string') {
          executionRequest.extensions = { ...executionRequest.extensions, headers: { authorization } };
        }
      },
    },
  ],
  transportEntries: {
    gws: {
      options: {
        // Never one answer for two callers.
        deduplicateInflightRequests: false,
        subscriptions: { kind: 'http', location: '/graphql/stream', options: { method: 'POST' } },
      },
    },
  },
};

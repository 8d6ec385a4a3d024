/** A queue of the contact center, a possible target of Transfer, Consult and Complete. */
export interface SandboxQueue {
  readonly id: string;
  readonly name: string;
  /** Whether sessions in it are offered to agents; others are for work without agents. */
  readonly routed: boolean;
}

/** The queue that every session suggests, as the documented one does. */
export const suggestedQueueId = '41cc5016-2d18-4a91-93ec-b43748948608';

/** The ids and the last name are those of the samples: suggestedQueueUris, Transfer to a queue, Complete. */
export const sandboxQueues: readonly SandboxQueue[] = [
  { id: suggestedQueueId, name: 'FacebookQueue', routed: true },
  { id: '5c7c1112-2be4-4108-9fbe-341312585616', name: 'SecondLevelQueue', routed: true },
  { id: '0d9c0a4e-6f0b-4b7e-9b39-8a4f6f1d2c57', name: 'PostProcessingQueue', routed: false },
];

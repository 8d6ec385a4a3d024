import { badUserInput } from '../errors.ts';
import { createConnection, type ConnectionOptions } from '../upstream/connection.ts';
import { createRest } from '../upstream/rest.ts';
import { createReads } from './reads.ts';

/**
 * Proves by a login of their own, without the cookies of the old ones, that credentials are this agent's.
 *
 * @throws GatewayError BAD_USER_INPUT when they are another agent's; else as `Reads.me`
 */
export async function proveAgent(id: string, options: ConnectionOptions, sessionsPath: string): Promise<void> {
  const connection = createConnection({ ...options, connections: 1 });
  try {
    const agent = await createReads(createRest(connection), sessionsPath).me();
    if (agent.id === id) return;
  } finally {
    await connection.close();
  }
  const message = "These credentials are another agent's: open a connection of its own for them.";
  throw badUserInput(message, ['extensions', 'headers']);
}

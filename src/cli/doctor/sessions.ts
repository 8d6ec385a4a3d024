import { normaliseSessionPatches } from '../../normalise/answer.ts';
import { isNotFound, type Rest } from '../../upstream/rest.ts';
import { failed, ok, type Check, type Finding } from './check.ts';
import { written } from './explain.ts';

/** The two spellings that pages and payloads have. */
const spellings = ['facebooksessions', 'facebooksession'];

/** Whether the agent's sessions can be read, under the name that is set. */
export function sessionsCheck(rest: Rest, resource: string): Check {
  const read = (name: string, signal: AbortSignal) => rest.get(`/me/${name}?fields=*`, signal);

  async function run(signal: AbortSignal): Promise<Finding> {
    const answer = await read(resource, signal);
    if (answer.ok) {
      const { length } = normaliseSessionPatches(answer.body);
      return ok(`/me/${resource} lists ${length} ${length === 1 ? 'session' : 'sessions'}`);
    }
    const seen = `/me/${resource}: ${written(answer.httpStatus, answer.statusCode)}`;
    if (!isNotFound(answer))
      return failed(`${seen}: ${answer.message}`, 'This user may not read sessions: see to roles.');
    for (const other of spellings.filter((name) => name !== resource)) {
      if ((await read(other, signal)).ok) return failed(seen, `Set GWS_SESSIONS_PATH=${other}: that one is there.`);
    }
    return failed(
      seen,
      'The contact center or the agent lacks the multimedia feature (api-multimedia), or GWS_SESSIONS_PATH is wrong.',
    );
  }

  return { name: 'sessions', needs: ['login'], run };
}

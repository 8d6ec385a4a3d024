import { createReads } from '../../agent/reads.ts';
import { isGatewayError } from '../../errors.ts';
import { asArray, asObject, asString } from '../../normalise/decode.ts';
import { normaliseUser } from '../../normalise/answer.ts';
import type { Connection, Credentials } from '../../upstream/connection.ts';
import type { UpstreamReply } from '../../upstream/exchange.ts';
import { createCsrf } from '../../upstream/csrf.ts';
import { integer, parseRecord } from '../../upstream/envelope.ts';
import { createRest, interpret } from '../../upstream/rest.ts';
import { failed, ok, skipped, warning, type Check, type Finding } from './check.ts';
import { written } from './explain.ts';

const lockout = 'It was tried once and is not tried again, for accounts get locked.';

/** Whether the login is good, and what the agent may do. */
export function loginChecks(connection: Connection, credentials: Credentials | null): readonly Check[] {
  let reply: UpstreamReply | null = null;
  const user = (): Readonly<Record<string, unknown>> => {
    const body = parseRecord(reply?.text ?? '');
    return asObject(body?.['user']) ?? body ?? {};
  };

  async function checkLogin(signal: AbortSignal): Promise<Finding> {
    if (credentials === null) {
      return skipped(
        'not checked: no credentials',
        'Give --user; the password is asked for, or taken from GWS_PASSWORD.',
      );
    }
    reply = await connection.send({ method: 'GET', path: '/me', signal });
    return judgeLogin(reply);
  }

  function checkCsrf(): Finding {
    const csrf = createCsrf(Object.keys(credentials?.headers ?? {}));
    const named = reply?.headers['x-csrf-header'];
    csrf.observe(reply?.headers ?? {});
    const [name] = csrf.header();
    if (name !== undefined) return ok(`protection is on, by ${name}`);
    if (named === undefined) return ok('protection is off');
    return failed(
      'X-CSRF-HEADER names a header that is missing or cannot be used',
      'Something on the way drops it: every operation would be refused. Let X-CSRF-HEADER and the header it names pass.',
    );
  }

  function checkAgent(): Finding {
    const roles = (asArray(user()['roles']) ?? []).filter((role) => typeof role === 'string');
    const center = asString(user()['contactCenterId']);
    const detail = `roles: ${roles.join(', ') || 'none told'}${center === null ? '' : `; contact center ${center}`}`;
    if (user()['enabled'] === false) return warning(detail, 'The account is disabled.');
    if (user()['changePasswordOnFirstLogin'] === true) return warning(detail, 'The password has to be changed first.');
    if (roles.includes('ROLE_AGENT') || roles.length === 0) return ok(detail);
    return warning(detail, 'Without ROLE_AGENT there are no sessions to work on: try an agent.');
  }

  async function checkServices(): Promise<Finding> {
    const services = await createReads(createRest(connection), '').services();
    if (services === null) return ok('not told: this build or this user has no /services');
    const down = services.filter(({ state }) => state !== null && state !== 'Active');
    if (down.length === 0) return ok(`${services.length} servers behind it are active`);
    return warning(
      `not active: ${down.map(({ type, name, id }) => type ?? name ?? id).join(', ')}`,
      'Without Interaction Server (MultiMediaState) agents cannot log in to multimedia: see to the servers behind.',
    );
  }

  return [
    { name: 'login', needs: ['web services'], run: checkLogin },
    { name: 'csrf', needs: ['login'], run: () => Promise.resolve(checkCsrf()) },
    { name: 'agent', needs: ['login'], run: () => Promise.resolve(checkAgent()) },
    { name: 'services', needs: ['login'], run: checkServices },
  ];
}

function judgeLogin(reply: UpstreamReply): Finding {
  const statusCode = integer(parseRecord(reply.text)?.['statusCode']);
  const seen = written(reply.status, statusCode);
  try {
    const answer = interpret(reply);
    if (answer.ok) return named(answer.body);
    return statusCode === 8
      ? failed(seen, 'The password has expired: change it first, in Workspace for example.')
      : failed(`${seen}: ${answer.message}`, `The user is known but may not log in. ${lockout}`);
  } catch (error) {
    if (!isGatewayError(error)) throw error;
    if (error.code === 'UNAUTHENTICATED') {
      return failed(
        `refused: ${seen}`,
        `User or password is wrong, the session has expired, or this server takes no such login (SAML only). ${lockout}`,
      );
    }
    return reply.status === 403
      ? failed(`${seen}, with a page of its own`, `A firewall or proxy refuses it, not Web Services. ${lockout}`)
      : failed(`${seen}: ${error.message}`, `Something between answers in place of Web Services. ${lockout}`);
  }
}

function named(body: unknown): Finding {
  const agent = normaliseUser(body);
  if (agent === null)
    return failed('it does not say who the user is', 'GET /me wants an answer with `user` and its `id`.');
  const name = [agent.firstName, agent.lastName].filter((part) => part !== null).join(' ');
  return ok(`logged in as ${agent.userName ?? agent.id}${name === '' ? '' : ` (${name})`}`);
}

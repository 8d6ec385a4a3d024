import { createHash } from 'node:crypto';

/** Of one login; the same for all, so that no time goes into looking it up. Page "Cross-Site Request Forgery protection". */
const csrf = 'X-CSRF-HEADER: X-CSRF-TOKEN\r\nX-CSRF-TOKEN: 4a92be65-ec55-4aa2-b9df-9518fd870f2f\r\n';

/** A whole answer of HTTP. @param more header lines, each with its end */
export function answer(body: string, more = ''): Buffer {
  const head = `HTTP/1.1 200 OK\r\nContent-Type: application/json;charset=UTF-8\r\n${csrf}${more}`;
  return Buffer.from(`${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

/** What an operation is answered. */
export const accepted = answer('{"statusCode":0}');

/** The `Authorization` of a request. @param head as it came */
export function authorizationIn(head: string): string {
  return /\r\nauthorization: *([^\r]+)/i.exec(head)?.[1] ?? '';
}

/** Page "Interpreting a response"; whoever brings other credentials is another user. */
export function me(head: string): Buffer {
  const id = createHash('md5').update(authorizationIn(head)).digest('hex');
  const user = { id, userName: id.slice(0, 8), firstName: 'Kristi', lastName: 'Sippola', roles: ['ROLE_AGENT'] };
  const body = { statusCode: 0, user: { ...user, enabled: true, path: `/users/${id}` } };
  return answer(JSON.stringify(body), `Set-Cookie: JSESSIONID=${id.slice(8)}; Path=/; HttpOnly\r\n`);
}

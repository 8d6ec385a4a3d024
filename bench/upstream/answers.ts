import { createHash } from 'node:crypto';

/** Of one login; the same for all, so that no time goes into looking it up. Page "Cross-Site Request Forgery protection". */
const csrf = 'X-CSRF-HEADER: X-CSRF-TOKEN\r\nX-CSRF-TOKEN: 4a92be65-ec55-4aa2-b9df-9518fd870f2f\r\n';

/** A whole answer of HTTP. @param body ASCII only @param headers lines, each with its end */
export function written(body: string, headers = '', status = '200 OK'): string {
  return `HTTP/1.1 ${status}\r\nContent-Type: application/json;charset=UTF-8\r\n${headers}Content-Length: ${body.length}\r\n\r\n${body}`;
}

/** A whole answer of a resource. */
export function answer(body: string, headers = ''): string {
  return written(body, csrf + headers);
}

/** What an operation is answered; ready, for there are many of them. */
export const accepted = Buffer.from(answer('{"statusCode":0}'));

export const notFound = written('{"statusCode":6,"statusMessage":"Not found"}', '', '404 Not Found');

/** The `Authorization` of a request. @param head as it came */
export function authorizationIn(head: string): string {
  return /\r\nauthorization: *([^\r]+)/i.exec(head)?.[1] ?? '';
}

/** Whoever brings other credentials is another user. */
export function userIdOf(authorization: string): string {
  return createHash('md5').update(authorization).digest('hex');
}

/** Page "Interpreting a response". */
export function me(id: string): string {
  const user = { id, userName: id.slice(0, 8), firstName: 'Kristi', lastName: 'Sippola', roles: ['ROLE_AGENT'] };
  const body = { statusCode: 0, user: { ...user, enabled: true, path: `/users/${id}` } };
  return answer(JSON.stringify(body), `Set-Cookie: JSESSIONID=${id.slice(8)}; Path=/; HttpOnly\r\n`);
}

export interface Credentials {
  readonly userName: string;
  readonly password: string;
}

/** The value of an `Authorization` header. UTF-8, as `btoa` alone would throw on letters beyond Latin-1. */
export function basicAuthorization({ userName, password }: Credentials): string {
  const bytes = new TextEncoder().encode(`${userName}:${password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}

/**
 * The same database at a port of this machine, by TCP: a proxy between us and PostgreSQL has no socket in the cluster's
 * folder.
 */
export function atPort(databaseUrl: string | URL, port: number): string {
  const url = new URL(databaseUrl);
  url.port = String(port);
  url.searchParams.delete('host');
  return url.href;
}

import pg from 'pg';

/** What the driver knows of an open connection. */
interface Opened {
  readonly processID?: number | null;
  readonly secretKey?: number | null;
  readonly host?: string;
  readonly port?: number;
  /** How TLS checks the server; false: the connection has no TLS. */
  readonly ssl?: unknown;
  readonly sslNegotiation?: string;
}

/** The driver's connection before any log-in. */
interface Wire extends pg.Connection {
  connect(portOrPath: number | string, host?: string): void;
  requestSsl(): void;
  cancel(processId: number, secretKey: number): void;
}

/**
 * Asks PostgreSQL to cancel what a connection runs, by the key that only that connection was given, so that a pooler between passes it on to the
 * right process. If the connection has TLS, the key travels within TLS too, with the same check of the server. Resolves when PostgreSQL has
 * passed it on, when it cannot be asked, or after `limitMs`, and never rejects; the statement itself ends by its own error.
 */
export function cancelStatement(client: pg.ClientBase, limitMs: number): Promise<void> {
  const { processID, secretKey, host, port, ssl, sslNegotiation } = client as unknown as Opened;
  if (typeof processID !== 'number' || typeof secretKey !== 'number') return Promise.resolve();
  const { promise, resolve } = Promise.withResolvers<void>();
  const wire = new pg.Connection({ ssl, sslNegotiation } as pg.ConnectionConfig) as Wire;
  const over = () => {
    clearTimeout(timer);
    wire.stream.destroy();
    resolve();
  };
  const timer = setTimeout(over, limitMs);
  // PostgreSQL answers nothing: it closes the connection once it has passed the request on.
  wire.on('end', over);
  wire.on('error', over);
  const cancel = () => wire.cancel(processID, secretKey);
  wire.on('connect', () => {
    if (!ssl) cancel();
    else if (sslNegotiation !== 'direct') wire.requestSsl();
  });
  wire.on('sslconnect', cancel);
  if (host?.startsWith('/')) wire.connect(`${host}/.s.PGSQL.${port}`);
  else wire.connect(Number(port), host);
  return promise;
}

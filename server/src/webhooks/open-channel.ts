import { type buildConnector, Pool } from 'undici';
import type { Vault } from '../vault/index.ts';
import type { Channel } from './channel.ts';
import type { ChannelRow } from './delivery-store.ts';
import { openSigningKey } from './secrets.ts';

/** As many as an endpoint may have in flight. */
const CONNECTIONS = 4;
const KEEP_ALIVE_MS = 15_000;
const HEADERS_BYTES_MAX = 16_384;
/** The attempt has its own time limit; these are a backstop. */
const NEVER_MS = 30_000;

/** Prepares sending to an endpoint, over connections that only it uses. */
export function openChannel(
  row: ChannelRow,
  mode: 'live' | 'test',
  { vault, connect }: { readonly vault: Vault; readonly connect: buildConnector.connector },
): Channel {
  const url = new URL(row.url);
  const pool = new Pool(url.origin, {
    connect,
    connections: CONNECTIONS,
    pipelining: 1,
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: KEEP_ALIVE_MS,
    maxHeaderSize: HEADERS_BYTES_MAX,
    headersTimeout: NEVER_MS,
    bodyTimeout: NEVER_MS,
  });
  return {
    endpointId: row.endpointId,
    tenantId: row.tenantId,
    mode,
    version: row.version,
    path: `${url.pathname}${url.search}`,
    pool,
    keys: row.secrets.map((secret) => openSigningKey(vault, row.endpointId, secret)),
    queue: [],
    known: new Set(),
    pending: new Set(),
    subjects: new Set(),
    knownDue: 0,
    readTo: row.position,
    inFlight: 0,
    unrecorded: 0,
    failures: row.failures,
    failingSince: row.failingSince,
    succeededAt: row.succeededAt,
    stop: null,
    closing: false,
    idleSince: performance.now(),
  };
}

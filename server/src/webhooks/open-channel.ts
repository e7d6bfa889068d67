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
  return {
    endpointId: row.endpointId,
    tenantId: row.tenantId,
    mode,
    version: row.version,
    path: pathOf(url),
    pool: openPool(url, connect),
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

/** Connections to the host of an endpoint, and to nobody else. */
export function openPool({ origin }: URL, connect: buildConnector.connector): Pool {
  return new Pool(origin, {
    connect,
    connections: CONNECTIONS,
    pipelining: 1,
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: KEEP_ALIVE_MS,
    maxHeaderSize: HEADERS_BYTES_MAX,
    headersTimeout: NEVER_MS,
    bodyTimeout: NEVER_MS,
  });
}

export function pathOf({ pathname, search }: URL): string {
  return `${pathname}${search}`;
}

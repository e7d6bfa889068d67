import type { buildConnector } from 'undici';
import { Connections } from '../kit/http-client/index.ts';
import type { Vault } from '../vault/index.ts';
import type { Channel } from './channel.ts';
import type { ChannelRow } from './delivery-store.ts';
import { openSigningKey } from './secrets.ts';

/** Prepares sending to an endpoint, over connections that only it uses. */
export function openChannel(
  row: ChannelRow,
  mode: 'live' | 'test',
  { vault, connect }: { readonly vault: Vault; readonly connect: buildConnector.connector },
): Channel {
  return {
    endpointId: row.endpointId,
    tenantId: row.tenantId,
    mode,
    version: row.version,
    concurrency: row.concurrency,
    connections: new Connections(new URL(row.url), connect),
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

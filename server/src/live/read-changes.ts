import type { LiveTopic } from '@psnb2b/contract';
import { required } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';

/** What was noted by one transaction. */
export interface Noted {
  readonly tx: bigint;
  /** `partner:<uuid>`, `tenant:<number>`, `user:<uuid>` or `staff`. */
  readonly scope: string;
  readonly topic: LiveTopic;
}

/** A number or a text of a tenant that is another one after each change. */
export interface Version {
  readonly tenantId: number;
  readonly topic: LiveTopic;
  readonly version: string;
}

export interface ChangesRead {
  /** Every transaction below it had ended. */
  readonly xmin: bigint;
  readonly noted: readonly Noted[];
  readonly versions: readonly Version[];
}

interface Row {
  xmin: string | null;
  tx: string | null;
  scope: string | null;
  topic: LiveTopic;
  tenant: number | null;
  version: string | null;
}

const READ = `
  SELECT xmin::text, tx::text, scope, topic, NULL::int AS tenant, NULL::text AS version
    FROM kit.changes_since($1::xid8)
   UNION ALL
  SELECT NULL, NULL, NULL, 'events', h.tenant_id, h.last_sequence::text
    FROM events.heads() h WHERE h.tenant_id = ANY($2::int[])
   UNION ALL
  SELECT NULL, NULL, NULL, 'balance', v.tenant_id, v.version::text FROM ledger.versions($2::int[]) v
   UNION ALL
  SELECT NULL, NULL, NULL, 'deliveries', v.tenant_id, v.version FROM webhooks.versions($2::int[]) v`;

/** What was noted from a transaction on, and the present versions of these tenants, all of one moment. */
export async function readChanges(
  db: Db,
  since: bigint,
  tenantIds: readonly number[],
): Promise<ChangesRead> {
  const { rows } = await db.query<Row & Record<string, unknown>>(
    READ,
    [String(since), tenantIds],
    'live.read',
  );
  const xmin = required(rows.find((row) => row.xmin !== null)?.xmin, 'the mark is always read');
  return {
    xmin: BigInt(xmin),
    noted: rows.flatMap(({ tx, scope, topic }) =>
      tx === null || scope === null ? [] : [{ tx: BigInt(tx), scope, topic }],
    ),
    versions: rows.flatMap(({ tenant, topic, version }) =>
      tenant === null || version === null ? [] : [{ tenantId: tenant, topic, version }],
    ),
  };
}

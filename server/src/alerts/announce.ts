import { alertKinds, type KeyExpiring, type WebhookEndpointFailing } from '@psnb2b/contract';
import { emitEvent } from '../events/index.ts';
import { required } from '../kit/assert.ts';
import type { Database, Db, Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { DAY_MS, HOUR_MS } from '../kit/time.ts';
import type { ExpiringKey } from '../partners/index.ts';
import { FAILING_MAX_MS, type FailingEndpoint } from '../webhooks/index.ts';

/** A fact about an endpoint or a key, which stays true until that is well again. */
interface Standing {
  readonly tenantId: number;
  /** Its UUID. */
  readonly subject: string;
  readonly data: WebhookEndpointFailing | KeyExpiring;
}

/** When each thing of a type was announced, by its id; read before the facts, so that one that is missing from them is well again. */
type Announcements = ReadonlyMap<string, Date>;

type Announced = 'webhook_endpoint.failing' | 'key.expiring';

/** The lines of the alerts of people who have set none: programs have no lines of their own. */
const FAILING_MS = required(alertKinds.endpoint_failing.standard, 'it has a standard') * HOUR_MS;
const EXPIRING_MS = required(alertKinds.key_expires.standard, 'it has a standard') * DAY_MS;

/** Emits `webhook_endpoint.failing` of the endpoints that have failed for six hours, once until each is well again. */
export async function announceFailing(
  database: Database,
  before: Announcements,
  failing: readonly FailingEndpoint[],
  at: Date,
): Promise<unknown[]> {
  const due = failing.filter(
    ({ failingSince }) => at.getTime() - failingSince.getTime() >= FAILING_MS,
  );
  const facts = due.map(({ tenantId, endpointId, failingSince }) => ({
    tenantId,
    subject: endpointId,
    data: {
      endpoint_id: formatId('whe', endpointId),
      failing_since: failingSince.toISOString(),
      disabled_from: new Date(failingSince.getTime() + FAILING_MAX_MS).toISOString(),
    },
  }));
  return announce(database, 'webhook_endpoint.failing', before, facts, at);
}

/** Emits `key.expiring` of the keys that expire within seven days, once each. */
export async function announceExpiring(
  database: Database,
  before: Announcements,
  expiring: readonly ExpiringKey[],
  at: Date,
): Promise<unknown[]> {
  const due = expiring.filter(({ expiresAt }) => expiresAt.getTime() - at.getTime() <= EXPIRING_MS);
  const facts = due.map(({ tenantId, keyId, expiresAt }) => ({
    tenantId,
    subject: keyId,
    data: { key_id: formatId('key', keyId), expires_at: expiresAt.toISOString() },
  }));
  return announce(database, 'key.expiring', before, facts, at);
}

/**
 * Emits what is true and was not announced yet, each in a commit of its own, and forgets what is true no more: only announcements that
 * are older than the facts, because another worker may have announced a newer fact since. Returns the failures: one keeps no
 * other fact from being announced, and is tried again in the next round.
 */
async function announce(
  database: Database,
  type: Announced,
  before: Announcements,
  facts: readonly Standing[],
  at: Date,
): Promise<unknown[]> {
  const subjects = new Set(facts.map(({ subject }) => subject));
  const gone = [...before].filter(([subject]) => !subjects.has(subject));
  if (gone.length > 0) await database.transaction((tx) => forget(tx, type, gone));
  const failures: unknown[] = [];
  for (const { tenantId, subject, data } of facts) {
    if (before.has(subject)) continue;
    try {
      await database.transaction(async (tx) => {
        // Of two workers, one writes the row.
        const { rows } = await tx.query(
          `INSERT INTO alerts.announced (type, subject, announced_at) VALUES ($1, $2, $3)
           ON CONFLICT DO NOTHING RETURNING 1`,
          [type, subject, at],
        );
        if (rows.length > 0) await emitEvent(tx, { at, tenantId, type, subject, data });
      });
    } catch (error) {
      failures.push(error);
    }
  }
  return failures;
}

async function forget(tx: Tx, type: Announced, gone: readonly (readonly [string, Date])[]) {
  await tx.query(
    `DELETE FROM alerts.announced a USING unnest($2::uuid[], $3::timestamptz[]) AS g (subject, announced_at)
      WHERE a.type = $1 AND a.subject = g.subject AND a.announced_at = g.announced_at`,
    [type, gone.map(([subject]) => subject), gone.map(([, at]) => at)],
  );
}

/** What was announced of a type and is not forgotten. */
export async function announcedOf(db: Db, type: Announced): Promise<Announcements> {
  const { rows } = await db.query<{ subject: string; announcedAt: Date }>(
    'SELECT subject, announced_at AS "announcedAt" FROM alerts.announced WHERE type = $1',
    [type],
  );
  return new Map(rows.map(({ subject, announcedAt }) => [subject, announcedAt]));
}

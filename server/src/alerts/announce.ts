import { alertKinds, type KeyExpiring, type WebhookEndpointFailing } from '@psnb2b/contract';
import { emitEvent } from '../events/index.ts';
import { required } from '../kit/assert.ts';
import type { Database, Db } from '../kit/database/index.ts';
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

type Announced = 'webhook_endpoint.failing' | 'key.expiring';

/** The lines of the alerts of people who have set none: programs have no lines of their own. */
const FAILING_MS = required(alertKinds.endpoint_failing.standard, 'it has a standard') * HOUR_MS;
const EXPIRING_MS = required(alertKinds.key_expires.standard, 'it has a standard') * DAY_MS;

/** Emits `webhook_endpoint.failing` of the endpoints that have failed for six hours, once until each is well again. */
export async function announceFailing(
  database: Database,
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
  return announce(database, 'webhook_endpoint.failing', facts, at);
}

/** Emits `key.expiring` of the keys that expire within seven days, once each. */
export async function announceExpiring(
  database: Database,
  expiring: readonly ExpiringKey[],
  at: Date,
): Promise<unknown[]> {
  const due = expiring.filter(({ expiresAt }) => expiresAt.getTime() - at.getTime() <= EXPIRING_MS);
  const facts = due.map(({ tenantId, keyId, expiresAt }) => ({
    tenantId,
    subject: keyId,
    data: { key_id: formatId('key', keyId), expires_at: expiresAt.toISOString() },
  }));
  return announce(database, 'key.expiring', facts, at);
}

/**
 * Emits what is true and was not announced yet, each in a commit of its own, and forgets what is true no more. Returns the failures: one keeps
 * no other fact from being announced, and is tried again in the next round.
 */
async function announce(
  database: Database,
  type: Announced,
  facts: readonly Standing[],
  at: Date,
): Promise<unknown[]> {
  const subjects = facts.map(({ subject }) => subject);
  await database.transaction((tx) =>
    tx.query('DELETE FROM alerts.announced WHERE type = $1 AND NOT subject = ANY ($2::uuid[])', [
      type,
      subjects,
    ]),
  );
  const known = await announcedOf(database.reads, type);
  const failures: unknown[] = [];
  for (const { tenantId, subject, data } of facts) {
    if (known.has(subject)) continue;
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

async function announcedOf(db: Db, type: Announced): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ subject: string }>(
    'SELECT subject FROM alerts.announced WHERE type = $1',
    [type],
  );
  return new Set(rows.map(({ subject }) => subject));
}

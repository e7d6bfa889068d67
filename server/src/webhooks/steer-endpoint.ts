import { eventTypesDefault } from '@psnb2b/contract';
import { listAudit, recordAudit } from '../audit/index.ts';
import { notify } from '../identity/index.ts';
import { required } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import type { Clock } from '../kit/clock.ts';
import type { Database, Tx } from '../kit/database/index.ts';
import type { Idempotency } from '../kit/http/index.ts';
import { formatId } from '../kit/ids.ts';
import { invalidState } from '../kit/refusal.ts';
import { accountsOf, lockAccounts } from '../ledger/index.ts';
import type { Notifier } from '../notifications/index.ts';
import { findTenant, type Tenant } from '../partners/index.ts';
import type { Endpoint } from './endpoint.ts';
import { type ReplayRange, replayEvents } from './replay-events.ts';
import { findEndpoint, stopEndpoint, tenantOfEndpoint } from './store.ts';

type Parts = Notifier & { readonly database: Database; readonly clock: Clock };

/** Who acts for the owner of an endpoint, and why, in words that the owner reads. */
export type Steered = By & { readonly reason: string };

/** What staff do with an endpoint of a partner. */
export type Steering = 'pause' | 'unpause' | 'disable' | 'enable';

/** The past tense of each, as the audit and the notification have it. */
const DONE = {
  pause: 'paused',
  unpause: 'unpaused',
  disable: 'disabled',
  enable: 'enabled',
} as const satisfies Record<Steering, string>;

/**
 * Pauses, disables or enables an endpoint, or ends its pause, and notifies its owner of the reason. A pause drops nothing; disabling does,
 * and enabling begins with the next event. Refuses what the endpoint is already.
 */
export async function steerEndpoint(
  parts: Parts,
  endpointId: string,
  steering: Steering,
  { reason, ...by }: Steered,
): Promise<void> {
  const { database, clock } = parts;
  const tenant = await ownerOf(database, endpointId);
  await database.transaction(async (tx) => {
    // The owner's own changes wait at the same lock.
    await lockAccounts(tx, [(await accountsOf(tx, tenant.tenantId)).available]);
    refuseRepetition(steering, await findEndpoint(tx, tenant, endpointId));
    const at = clock.now();
    await apply(tx, endpointId, steering, reason, at);
    await recordAudit(tx, {
      ...by,
      at,
      tenantId: tenant.tenantId,
      action: `webhook.${DONE[steering]}`,
      subject: formatId('whe', endpointId),
      detail: { reason },
    });
    const facts = { mode: tenant.mode, endpointId, at, done: DONE[steering], reason };
    await notify(tx, 'webhook.steered', { partnerId: tenant.partnerId }, facts, parts);
  });
}

/**
 * Replays a range on behalf of the owner, who is notified of the reason if anything is sent: once, by the call that begins the range,
 * although each call covers only a part of it.
 */
export async function replayForOwner(
  parts: Parts,
  endpointId: string,
  range: ReplayRange,
  idempotency: Idempotency | null,
  { reason, ...by }: Steered,
) {
  const tenant = await ownerOf(parts.database, endpointId);
  return replayEvents(parts, tenant, endpointId, range, idempotency, by, {
    reason,
    onReplayed: async (tx, { events, hasMore }, at) => {
      if (events === 0 || (await continuesLast(tx, endpointId, range, reason, by))) return;
      const facts = { mode: tenant.mode, endpointId, at, events, hasMore, reason };
      await notify(tx, 'webhook.replayed', { partnerId: tenant.partnerId }, facts, parts);
    },
  });
}

/**
 * Whether a call only continues the endpoint's last replay: the same person sends the rest of the same range for the same reason. The
 * record decides this and not the caller, who could otherwise send events that the owner is not notified of.
 */
async function continuesLast(
  tx: Tx,
  endpointId: string,
  range: ReplayRange,
  reason: string,
  by: By,
): Promise<boolean> {
  const subject = formatId('whe', endpointId);
  const [last] = await listAudit(tx, { subject, action: 'webhook.replayed', limit: 1 });
  if (last?.actor !== by.actor) return false;
  const { through, includeDelivered, continuesAfter, reason: given } = JSON.parse(last.detail);
  const before = [continuesAfter, through, includeDelivered, given];
  const now = [range.after, range.through, range.includeDelivered, reason];
  return now.every((each, index) => each === before[index]);
}

/** The tenant of an endpoint of any partner; `not_found` for an unknown one. */
async function ownerOf(database: Database, endpointId: string): Promise<Tenant> {
  const tenantId = await tenantOfEndpoint(database.reads, endpointId);
  return required(await findTenant(database.reads, tenantId), 'an endpoint has its tenant');
}

function refuseRepetition(steering: Steering, { status, pausedAt }: Endpoint): void {
  if (steering === 'enable') {
    if (status === 'enabled') throw invalidState(status, 'The endpoint is enabled.');
    return;
  }
  if (status !== 'enabled') throw invalidState(status, 'The endpoint is disabled.');
  if (steering === 'pause' && pausedAt !== null) {
    throw invalidState('paused', 'The endpoint is paused.');
  }
  if (steering === 'unpause' && pausedAt === null) {
    throw invalidState(status, 'The endpoint is not paused.');
  }
}

async function apply(
  tx: Tx,
  endpointId: string,
  steering: Steering,
  reason: string,
  at: Date,
): Promise<void> {
  if (steering === 'disable') {
    const stop = {
      at,
      status: 'disabled',
      reason: 'operator',
      defaults: eventTypesDefault,
    } as const;
    await stopEndpoint(tx, endpointId, stop);
  }
  const paused = steering === 'pause';
  await tx.query('SELECT webhooks.pause($1, $2, $3, $4)', [
    at,
    endpointId,
    paused,
    paused || steering === 'disable' ? reason : null,
  ]);
  if (steering === 'enable') await tx.query('SELECT webhooks.go($1, $2)', [at, endpointId]);
}

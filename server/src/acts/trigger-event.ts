import {
  type EventSample,
  findSample,
  sampleStatesOf,
  type TestEventCreate,
} from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import { emitEvent, findEvent, lastSequence, type StoredEvent } from '../events/index.ts';
import { assert } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { invalid } from '../kit/refusal.ts';
import type { TenantRef } from '../kit/tenant-ref.ts';
import { accountsOf, lockAccounts } from '../ledger/index.ts';
import { spendQuota } from '../quotas/index.ts';
import { retell } from './retell-sample.ts';

/**
 * Emits a sample event to the stream of a test tenant, in the form that such an event really has. Refuses a state that the type does
 * not report, and above the quota of test events. Takes the lock under which every event of the tenant is
 * emitted, so that an event that names its own number has the right one.
 */
export async function triggerEvent(
  tx: Tx,
  tenant: TenantRef & { readonly partnerId: string },
  asked: TestEventCreate,
  by: By,
): Promise<StoredEvent> {
  const { tenantId, partnerId, mode } = tenant;
  assert(mode === 'test', 'live events report what happened');
  const { at } = by;
  const { type } = asked;
  const sample = sampleFor(asked);
  const { available } = await accountsOf(tx, tenantId);
  await lockAccounts(tx, [available]);
  const { subject, data } = retell(sample, at, (await lastSequence(tx, tenantId)) + 1);
  await recordAudit(tx, {
    ...by,
    tenantId,
    action: 'test_event.emitted',
    subject: formatId('prt', partnerId),
    detail: { type, ...(asked.state !== undefined && { state: asked.state }) },
  });
  const eventId = await emitEvent(tx, { at, tenantId, type, subject, data });
  const event = await findEvent(tx, tenantId, eventId);
  assert(event, 'an event that was emitted is there');
  await spendQuota(tx, 'webhook_tests', { owner: `tenant ${tenantId}`, at });
  return event;
}

function sampleFor({ type, state }: TestEventCreate): EventSample {
  const states = sampleStatesOf(type);
  const wanted = state ?? (states.length === 1 ? states[0] : undefined);
  const sample = wanted === undefined ? null : findSample(type, wanted);
  if (sample) return sample;
  const detail = `It must be one of ${states.join(', ')}.`;
  throw invalid({ pointer: '/state', code: state === undefined ? 'required' : 'enum', detail });
}

import { countOpenOf } from '../claims/index.ts';
import { listInvitations } from '../identity/index.ts';
import type { Db } from '../kit/database/index.ts';
import { balanceOf } from '../ledger/index.ts';
import { type PendingOrders, pendingOrders } from '../orders/index.ts';
import { findPartner, keyStatus, listKeys, tenantOf } from '../partners/index.ts';
import { listEndpoints } from '../webhooks/index.ts';

/** What a suspension of a business, or its end, changes. Money in minor units. */
export interface SuspensionEffect {
  readonly suspended: boolean;
  readonly currency: string;
  readonly liveKeys: number;
  readonly testKeys: number;
  readonly invitations: number;
  readonly pending: readonly PendingOrders[];
  readonly openClaims: number;
  readonly endpoints: number;
  readonly balance: number;
  readonly held: number;
}

export async function suspensionEffect(
  db: Db,
  partnerId: string,
  at: Date,
): Promise<SuspensionEffect> {
  const { suspendedAt, currency } = await findPartner(db, partnerId);
  const live = await tenantOf(db, partnerId, 'live');
  const keys = (await listKeys(db, partnerId)).filter((key) => keyStatus(key, at) === 'active');
  const { available, held } = await balanceOf(db, live.tenantId);
  const endpoints = await listEndpoints(db, live);
  return {
    ...{ suspended: suspendedAt !== null, currency },
    liveKeys: keys.filter(({ mode }) => mode === 'live').length,
    testKeys: keys.filter(({ mode }) => mode === 'test').length,
    invitations: (await listInvitations(db, { partnerId }, at)).length,
    pending: await pendingOrders(db, live.tenantId),
    openClaims: await countOpenOf(db, live.tenantId),
    endpoints: endpoints.filter(({ status }) => status === 'enabled').length,
    ...{ balance: available + held, held },
  };
}

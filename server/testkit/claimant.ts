import type { Claim, ClaimResolution, Order, OrderCodeList } from '@psnb2b/contract';
import { type Decided, decideAll, decideClaim, tenantOfClaim } from '../src/claims/index.ts';
import { assert } from '../src/kit/assert.ts';
import { parseId } from '../src/kit/ids.ts';
import { findTenant } from '../src/partners/index.ts';
import type { CallOptions } from './call.ts';
import type { Answer } from './conformance.ts';
import type { Shop } from './shop.ts';

/** A file as `multipart/form-data`, ready to send. */
export async function formOf(
  bytes: Uint8Array<ArrayBuffer>,
  name = 'screenshot.png',
  part = 'file',
): Promise<Pick<CallOptions, 'raw' | 'headers'>> {
  const form = new FormData();
  form.append(part, new Blob([bytes]), name);
  const body = new Response(form);
  const type = body.headers.get('content-type') ?? '';
  return { raw: new Uint8Array(await body.arrayBuffer()), headers: { 'content-type': type } };
}

/** Buys US 50 codes; returns the order with its codes. */
export async function buy(
  shop: Shop,
  key: string,
  quantity: number,
): Promise<{ order: Order; codes: OrderCodeList['data'] }> {
  const body = { region: 'US', denomination: 50, quantity };
  const placed = await shop.call<Order>('POST', '/orders', { key, body });
  assert(placed.status === 201, placed.text);
  const path = `/orders/${placed.body.id}/codes`;
  const list = await shop.call<OrderCodeList>('GET', path, { key });
  return { order: placed.body, codes: list.body.data };
}

/** Files a claim by API; returns the reply, also a refusal. */
export function file(
  shop: Shop,
  key: string,
  order: string,
  codes: readonly (string | null | undefined)[],
  more: Partial<CallOptions> & { reason?: string; description?: string } = {},
): Promise<Answer<Claim & { code: string }>> {
  const { reason = 'invalid', description = 'It does not work.', ...options } = more;
  const body = { order_id: order, codes, reason, description };
  return shop.call('POST', '/claims', { key, body, ...options });
}

/** Decides a claim as staff do: one resolution for all of its codes. */
export async function decide(
  shop: Shop,
  claim: string,
  resolution: ClaimResolution,
  actor = 'staff:ann',
  detail = 'It was sold as what it is.',
): Promise<Decided> {
  const { database, clock } = shop.app;
  const claimId = parseId('clm', claim) ?? '';
  const tenant = await findTenant(
    database.reads,
    (await tenantOfClaim(database.reads, claimId)) ?? 0,
  );
  assert(tenant, `${claim} is a claim`);
  const decision = (found: Parameters<typeof decideAll>[0]) => ({
    codes: decideAll(found, resolution, detail),
  });
  return decideClaim(shop.app, tenant, claimId, decision, { actor, at: clock.now() });
}

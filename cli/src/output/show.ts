import type { Claim, Event, Order, WebhookEndpoint } from '@psnb2b/sdk';
import type { Cell } from './table.ts';

/** What a person wants to know of an order, by the name of each line. */
export function orderFields(order: Order): Record<string, Cell> {
  const { quantity, requested_quantity: asked, failure } = order;
  return {
    order: order.id,
    status: order.status,
    product: order.sku,
    quantity: asked === quantity ? quantity : `${quantity} of ${asked}`,
    'unit price': `${order.unit_price} ${order.currency}`,
    total: `${order.total} ${order.currency}`,
    refunded: Number(order.refunded) === 0 ? undefined : `${order.refunded} ${order.currency}`,
    payment: order.payment,
    reference: order.reference ?? undefined,
    mode: order.mode,
    created: order.created_at,
    expires: order.expires_at ?? undefined,
    'claimable until': order.claimable_until ?? undefined,
    failure: failure ? `${failure.code}: ${failure.detail}` : undefined,
    reason: failure?.reason ?? undefined,
  };
}

export function claimFields(claim: Claim): Record<string, Cell> {
  const { evidence } = claim;
  return {
    claim: claim.id,
    status: claim.status,
    order: claim.order_id,
    reason: claim.reason,
    description: claim.description,
    refunded: `${claim.refunded} ${claim.currency}`,
    created: claim.created_at,
    'answer due': claim.first_answered_at === null ? claim.answer_due_at : undefined,
    'decision due': claim.decided_at === null ? claim.decision_due_at : undefined,
    evidence: evidence.length === 0 ? undefined : evidence.map(({ item }) => item).join(', '),
  };
}

export function endpointFields(
  endpoint: WebhookEndpoint & { secret?: string },
): Record<string, Cell> {
  return {
    endpoint: endpoint.id,
    url: endpoint.url,
    status: endpoint.status,
    why: endpoint.status_reason ?? undefined,
    events: endpoint.events.join(', '),
    concurrency: String(endpoint.concurrency),
    'failing since': endpoint.failing_since ?? undefined,
    'last success': endpoint.last_success_at ?? undefined,
    'rotation ends': endpoint.rotation_ends_at ?? undefined,
    'signing secret': endpoint.secret,
  };
}

/** What an event is about, in a few words. */
export function aboutOf(event: Event): string {
  const data = event.data as Record<string, unknown>;
  for (const name of ['order', 'claim']) {
    const about = data[name] as { id?: string; status?: string } | undefined;
    if (about?.id !== undefined) return `${about.id} ${about.status ?? ''}`.trim();
  }
  const [first] = Object.entries(data).filter(([, value]) => typeof value === 'string');
  return first ? `${first[0]} ${first[1]}` : '';
}

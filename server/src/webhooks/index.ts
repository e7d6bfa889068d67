export { aboutId } from './about.ts';
export { type Backlog, readBacklog } from './backlog.ts';
export { bringRetriesNearer } from './bring-retries-nearer.ts';
export { countReplay } from './count-replay.ts';
export { createEndpoint, type NewEndpoint } from './create-endpoint.ts';
export { deleteEndpoint } from './delete-endpoint.ts';
export { Deliverer, type DelivererParts } from './deliverer.ts';
export { deliveriesOfEvents, type EventDelivery } from './deliveries-of-events.ts';
export { type Endpoint, FAILING_MAX_MS, presentEndpoint } from './endpoint.ts';
export {
  countHealth,
  type EndpointHealth,
  findHealth,
  type HealthFilters,
  healthPages,
  listHealth,
  p95Ms,
} from './endpoint-health.ts';
export { endpointHosts } from './endpoint-hosts.ts';
export { readEndpointStates } from './endpoint-state.ts';
export { type FailingEndpoint, failingEndpoints } from './failing-endpoints.ts';
export { readHealthFigures } from './health-figures.ts';
export { webhookInvariants } from './invariants.ts';
export {
  type InventorySubscriber,
  listInventorySubscribers,
  markInventory,
} from './inventory-subscribers.ts';
export { lastAnswered } from './last-answered.ts';
export { leapCursors } from './leap-cursors.ts';
export {
  behindEvent,
  countDeliveries,
  type Delivery,
  deliveriesOfEvent,
  deliveryPages,
  deliveryPagesOfAll,
  listDeliveries,
  presentAttempt,
  presentDelivery,
} from './list-deliveries.ts';
export { type EndpointNotice, listNotices, markNoticeSent } from './notices.ts';
export type { WebhookParts } from './parts.ts';
export { pruneWebhooks } from './prune-webhooks.ts';
export { recallRetries } from './recall-retries.ts';
export { redeliverEvent } from './redeliver-event.ts';
export { replayEvents } from './replay-events.ts';
export { rotateSecret } from './rotate-secret.ts';
export { setEndpoint } from './set-endpoint.ts';
export { findEventAt, showEvent } from './show-event.ts';
export {
  fixedHeaders,
  keysInForce,
  type SigningKey,
  signatureHeaders,
  signingKey,
} from './sign-delivery.ts';
export { replayForOwner, type Steered, type Steering, steerEndpoint } from './steer-endpoint.ts';
export { endpointPages, findEndpoint, listEndpoints, tenantOfEndpoint } from './store.ts';
export { testEndpoint } from './test-endpoint.ts';
export { tryEndpoint } from './try-endpoint.ts';
export { checkWebhookUrl } from './webhook-url.ts';
export { listWeeks, type WeekSum, weekPages } from './weekly-sums.ts';

/**
 * Every member of the contract that holds a secret, as `operation direction place`. Logs, events, idempotency
 * records and error replies must never hold one. The test beside this file pins the list to the `x-secret` marks of
 * the schemas, so that a new secret is a decision and not an accident.
 */
export const secretPaths = [
  'listOrderCodes reply 200 /data/*/code',
  'listOrderCodes reply 200 /data/*/sealed',
  'listOrderCodes reply 200 text/csv',
  'createWebhookEndpoint reply 201 /secret',
  'rotateWebhookSecret reply 200 /secret',
  'reportKey body /key',
] as const;

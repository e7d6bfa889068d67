/** In both web apps: secrets that prove who somebody is, and secrets that they get for that. */
const ofBothApps = [
  'acceptInvitation body /password',
  'acceptInvitation body /token',
  'addPasskey reply 201 /codes/*',
  'changePassword body /password',
  'confirmEmailChange body /token',
  'confirmPasswordReset body /password',
  'confirmPasswordReset body /token',
  'confirmTotp body /code',
  'confirmTotp reply 200 /codes/*',
  'lookAtLink body /token',
  'renewRecoveryCodes reply 200 /codes/*',
  'signIn body /password',
  'signInSecondFactor body /code',
  'signInSecondFactor body /password',
  'startTotp reply 200 /secret',
  'startTotp reply 200 /uri',
  'stepUp body /code',
  'stepUp body /password',
] as const;

/**
 * Every member of the contract that holds a secret, as `operation direction place`. Logs, events, idempotency
 * records and error replies must never hold one. The test beside this file pins the list to the `x-secret` marks of
 * the schemas, so that a new secret is a decision and not an accident.
 */
export const secretPaths: readonly string[] = [
  ...ofBothApps.flatMap((path) => [`portal ${path}`, `console ${path}`]),
  'portal signUp body /password',
  'portal confirmSignUp body /password',
  'portal confirmSignUp body /token',
  'portal createTestKey reply 201 /key',
  'portal revealKey reply 200 /key',
  'portal readPurchaseCodes reply 200 /csv',
  'portal drawWebhookSecret reply 200 /secret',
  'portal createWebhookEndpoint reply 201 /secret',
  'portal rotateWebhookSecret reply 200 /secret',
  'portal revealCodes reply 200 /data/*/code',
  'portal revealCodes reply 200 /data/*/sealed',
  'portal revealCodes reply 200 text/csv',
  'console getEmail reply 200 /text',
  'console confirmEmailTest body /token',
  'createClaim body /codes/*',
  'portal createClaim body /codes/*',
  'console openClaim body /codes/*',
  'lookUpCode body /code',
  'portal lookUpCode body /code',
  'console traceCode body /code',
  'portal search body /text',
  'console search body /text',
  'listOrderCodes reply 200 /data/*/code',
  'listOrderCodes reply 200 /data/*/sealed',
  'listOrderCodes reply 200 text/csv',
  'createWebhookEndpoint reply 201 /secret',
  'rotateWebhookSecret reply 200 /secret',
  'reportKey body /key',
];

/** Headers of a delivery, in lower case as they are sent. The guide `docs/guides/webhooks.md` says how to verify them. */
export const webhookHeaders = {
  /** 64 lower-case hex digits: HMAC-SHA256, keyed with the whole secret text, over the raw body. */
  signature: 'x-psnb2b-signature',
  /** The same with the new secret, only while a secret is being rotated. */
  signatureNext: 'x-psnb2b-signature-next',
  /** The event's type, to route without parsing. */
  event: 'x-psnb2b-event',
  /** Id of this attempt (`whd_…`). */
  delivery: 'x-psnb2b-delivery',
  /** Standard Webhooks 1.0: the event's id, the second of this attempt, and `v1,` signatures of `id.timestamp.body`. */
  standardId: 'webhook-id',
  standardTimestamp: 'webhook-timestamp',
  standardSignature: 'webhook-signature',
} as const;

/** `whsec_` and 32 random bytes as base64. */
export const webhookSecretPattern = '^whsec_[A-Za-z0-9+/]{43}=$';

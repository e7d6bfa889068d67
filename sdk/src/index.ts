export { Psnb2b } from './client.ts';
export { type RevealReceipt, verifyReceipt } from './crypto/receipts.ts';
export { type Jwk, type OpenedCode, openSealedCode } from './crypto/sealed-code.ts';
export {
  type HeaderSource,
  signWebhook,
  verifyWebhook,
  type WebhookDeliveryGiven,
} from './crypto/webhook-signature.ts';
export {
  ApiError,
  type CallFacts,
  ConnectionError,
  type ConnectionReason,
  type ProblemOf,
  PsnB2bError,
  TimeoutError,
  type UnknownProblem,
  VerificationError,
} from './errors.ts';
export {
  type CursorStore,
  type FollowOptions,
  memoryCursorStore,
  type SeenIds,
  seenIds,
} from './follow/follow-events.ts';
export type { InventoryMirror, MirrorOptions, MirrorStep } from './follow/inventory-mirror.ts';
export type * from './generated/calls.ts';
export { calls } from './generated/calls.ts';
export type * from './generated/events.ts';
export type * from './generated/problems.ts';
export type * from './generated/shapes.ts';
export type { List, Page } from './list.ts';
export type { EvidenceFile } from './resources/claims.ts';
export type { DownloadedCode, DownloadOptions } from './resources/codes.ts';
export type { IfChanged } from './resources/inventory.ts';
export type { PurchaseCreate, WaitOptions } from './resources/orders.ts';
export { type Attempt, type ClientOptions, type Fetch, VERSION } from './settings.ts';
export type { Given } from './transport/request.ts';
export type { CallOptions, ReplyFacts, Send } from './transport/send.ts';

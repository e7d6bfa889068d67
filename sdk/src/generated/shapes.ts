// Written by `npm run gen` from the OpenAPI document.
import type { Event } from './events.ts';

/** The money of this partner in the mode of the key. */
export interface Balance {
  object: 'balance';
  /** The partner's currency, of every amount here. */
  currency: string;
  /** Money of the partner, including money on hold. */
  balance: string;
  /** Money on hold: for holds, and for orders that wait for codes or for an approval. */
  held: string;
  /** How far `balance` may go below zero. */
  credit_limit: string;
  /** What an order can spend now, including credit; a 402 compares with this figure. */
  available: string;
  /** Null if there are no tiers in this currency. */
  tier: BalanceTier | null;
}

/** The price tier in force; recomputed every hour. */
export interface BalanceTier {
  /** Name of the tier in force. */
  name: string;
  /** Discount on list prices in basis points: 150 is 1.50 %. */
  discount_bps: number;
  /** Totals of orders delivered in the last 720 hours, less refunds. */
  volume_30d: string;
  /** The next higher tier; null for the highest. */
  next: NextTier | null;
}

/** What a business reported of its program in test mode, and what our own records of it show. */
export interface Certification {
  object: 'certification';
  /** When it was reported. */
  reported_at: string;
  /** When the run began, as it was reported. */
  began_at: string;
  /** The test key that reported it. */
  key_id: string;
  /** Version of the program that checked. */
  program_version: string;
  /** Whether every check was reported as passed. */
  passed: boolean;
  /** Every check, in order. */
  checks: ({
    /** The check. */
    check: 'lost-reply' | 'rate-limit' | 'unknown-outcome' | 'price-change' | 'webhook-signature' | 'webhook-duplicate' | 'webhook-order' | 'claim' | (string & {});
    /** What was reported: `passed`, `failed` or `not_seen`. */
    state: 'passed' | 'failed' | 'not_seen' | (string & {});
    /** When our own records of the run show it, whatever was reported; null if they do not. */
    seen_at: string | null;
  })[];
  /** When a test endpoint last answered a webhook of ours with 2xx in the run; null if none did. */
  webhook_answered_at: string | null;
}

/** The result of a run of `psnb2b certify`. */
export interface CertificationCreate {
  /** Each check at most once; those that are left out were not seen. */
  checks: ({
    /** The check. */
    check: 'lost-reply' | 'rate-limit' | 'unknown-outcome' | 'price-change' | 'webhook-signature' | 'webhook-duplicate' | 'webhook-order' | 'claim';
    /** What its run showed. */
    state: 'passed' | 'failed' | 'not_seen';
  })[];
  /** Version of the program that checked. */
  program_version: string;
  /** How long the run took until now, two hours at most: what we recorded in that time is compared with it. */
  took_seconds: number;
}

/** A claim on codes of one order. Holds no code. */
export interface Claim {
  /** Id of the claim. */
  id: string;
  object: 'claim';
  /** Mode of the key it was made with. Live and test data are separate. */
  mode: 'live' | 'test';
  /** `open`: filed. `under_review`: support works on it. `needs_info`: it waits for you. `approved` (at least one code was replaced or refunded), `rejected` and `withdrawn` are final. */
  status: 'open' | 'under_review' | 'needs_info' | 'approved' | 'rejected' | 'withdrawn';
  /** Id of the order. */
  order_id: string;
  /** `invalid`: not recognised or not activated. `wrong_region`: region or denomination differs from what was ordered. `failed`: incomplete or corrupted, or not received. `already_redeemed`: used before; decided case by case. */
  reason: 'invalid' | 'wrong_region' | 'failed' | 'already_redeemed';
  /** What was reported. */
  description: string;
  /** `high` when you had an active live API key at filing. High comes first. */
  priority: 'high' | 'normal';
  /** `partner`: you filed it. `staff`: we did for you. `recall`: its lot was recalled. */
  origin: 'partner' | 'staff' | 'recall';
  /** The codes claimed. */
  codes: ClaimCode[];
  /** Currency of every refund here. */
  currency: string;
  /** The sum of its refunds. */
  refunded: string;
  /** The evidence that helps for this reason; nothing for a claim that a recall opened, unless you gave some. */
  evidence: WantedEvidence[];
  /** When it was filed. */
  created_at: string;
  /** Deadline of the first response. */
  answer_due_at: string;
  /** Deadline of the decision; it is paused while we wait for you. */
  decision_due_at: string;
  /** When we first responded. */
  first_answered_at: string | null;
  /** When it was decided or withdrawn. */
  decided_at: string | null;
  /** Count of this claim's transitions; `open` is 1. A higher one is newer. */
  sequence: number;
}

/** One code of a claim, never the code itself. */
export interface ClaimCode {
  /** Id of the code. */
  id: string;
  /** Its outcome; null until the claim is decided, or if it was withdrawn. */
  resolution: 'replaced' | 'refunded' | 'rejected' | null;
  /** Why it was rejected, if it was. */
  detail: string | null;
  /** Id of the code that replaces it; read it with the order. */
  replacement: string | null;
  /** The refund for it, in the currency of the claim. */
  refund: string | null;
  /** The last moment to claim it. */
  claimable_until: string;
}

/** What is claimed, and why. Members that are not listed are refused. */
export interface ClaimCreate {
  /** Id of the delivered order. */
  order_id: string;
  /** The codes that did not work. Prefer ids: they are no secret. */
  codes: readonly string[];
  /** `invalid`: not recognised or not activated. `wrong_region`: region or denomination differs from what was ordered. `failed`: incomplete or corrupted, or not received. `already_redeemed`: used before; decided case by case. A hyphen is read as an underscore. */
  reason: 'invalid' | 'wrong_region' | 'failed' | 'already_redeemed' | 'wrong-region' | 'already-redeemed';
  /** What happened, in your words. Codes of the order in it are replaced by their ids before it is stored. */
  description: string;
}

/** A file of evidence. */
export interface ClaimEvidence {
  object: 'claim_evidence';
  /** Id of the claim. */
  claim_id: string;
  /** The checklist item that it is evidence of, if any. */
  item: string | null;
  /** Who added it. */
  from: 'partner' | 'staff';
  file: UploadedFile;
}

/** A page of evidence, oldest first. */
export interface ClaimEvidenceList {
  object: 'list';
  data: ClaimEvidence[];
  /** Whether another page follows. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last one. */
  next_cursor: string | null;
}

/** A page of claims, newest first. */
export interface ClaimList {
  object: 'list';
  data: Claim[];
  /** Whether another page follows. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last one. */
  next_cursor: string | null;
}

/** One message of the conversation about a claim. */
export interface ClaimMessage {
  /** Id of the message. */
  id: string;
  object: 'claim_message';
  /** Id of the claim. */
  claim_id: string;
  /** Which side wrote it. */
  from: 'partner' | 'staff';
  /** Plain text; never HTML or Markdown. */
  text: string;
  /** When it was sent. */
  created_at: string;
}

/** The message. */
export interface ClaimMessageCreate {
  /** Plain text. Codes of the order in it are replaced by their ids before it is stored. */
  text: string;
}

/** A page of messages, newest first. */
export interface ClaimMessageList {
  object: 'list';
  data: ClaimMessage[];
  /** Whether another page follows. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last one. */
  next_cursor: string | null;
}

/** The code to find: `code` or `code_id`. */
export interface CodeLookUp {
  /** The code itself, in any case, with or without spaces and hyphens: it counts as read from then on. An id is taken as well. */
  code?: string | undefined;
  /** Id of the code. Prefer it: it is no secret. */
  code_id?: string | undefined;
}

/** A payment to your balance. */
export interface Deposit {
  /** Id of the deposit. */
  id: string;
  object: 'deposit';
  /** `seen`: it is on its way. `confirming`: its network confirms it. `credited`: it is on your balance. `in_review`: a person looks at it. `rejected`: it is not credited. `reversed`: it was credited, and was taken back. */
  status: 'seen' | 'confirming' | 'credited' | 'in_review' | 'rejected' | 'reversed';
  /** How you paid; `other`: neither by bank transfer nor with a digital asset. */
  method: 'bank_transfer' | 'digital_asset' | 'other' | (string & {});
  /** The network of a digital asset: `bitcoin`, `litecoin`, `ethereum`, `tron`, `bnb_smart_chain`, `polygon`. Null for money. */
  network: string | null;
  /** What arrived, in units of `sent_currency`: money with all of its decimals, an asset without trailing zeros; null if only `amount` is known. */
  sent_amount: string | null;
  /** ISO 4217 code, or the ticker of the asset: `EUR`, `USDT`. */
  sent_currency: string;
  /** What is credited, in your currency; null while that is not known. Final once credited. */
  amount: string | null;
  /** Your currency. */
  currency: string;
  /** The bank's id of the payment, or the transaction and the number of its output. */
  reference: string;
  /** Blocks of its network that confirm it so far; null for money. */
  confirmations: number | null;
  /** How many are needed; null for money. */
  confirmations_required: number | null;
  /** Why it is in review, rejected or reversed. */
  reason: string | null;
  /** When we first saw it. */
  created_at: string;
  /** When it was credited. */
  credited_at: string | null;
  /** When it was taken back. */
  reversed_at: string | null;
}

/** Deposits, newest first. */
export interface DepositList {
  object: 'list';
  data: Deposit[];
  /** Whether another page follows. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last one. */
  next_cursor: string | null;
}

/** Events in the order of their `sequence`. */
export interface EventList {
  object: 'list';
  data: Event[];
  /** Whether another page follows. */
  has_more: boolean;
  /** Send it as `cursor` to continue, now or later: never null, because more events may always follow. */
  next_cursor: string;
}

/** One member that could not be accepted. */
export interface FieldError {
  /** JSON Pointer (RFC 6901) to the member, or to the query parameter: `/quantity`. */
  pointer: string;
  /** What is wrong with it. */
  code: 'required' | 'unknown_member' | 'repeated' | 'type' | 'minimum' | 'maximum' | 'precision' | 'min_length' | 'max_length' | 'max_members' | 'min_items' | 'max_items' | 'unique_items' | 'pattern' | 'format' | 'enum' | 'text' | 'address' | 'guessable' | 'taken' | 'content' | 'cursor' | 'unknown_id' | 'window_closed' | 'already_claimed' | 'already_returned' | 'revealed' | (string & {});
  /** What to change, in one sentence that names it. */
  detail: string;
}

/** A code of yours, never the code itself. */
export interface FoundCode {
  /** Id of the code. */
  id: string;
  object: 'code';
  /** Mode of the key it was made with. Live and test data are separate. */
  mode: 'live' | 'test';
  /** Id of its order. */
  order_id: string;
  /** Your own order number, if you gave one. */
  reference: string | null;
  /** Name of the product. */
  sku: string;
  /** PlayStation Store region, ISO 3166-1 alpha-2, upper case. */
  region: string;
  /** Face value in major units of `face_currency`. */
  denomination: number;
  /** Currency printed on the card. */
  face_currency: string;
  /** Whether it is yours, or was replaced, refunded or returned. */
  status: 'delivered' | 'replaced' | 'refunded' | 'returned';
  /** Id of the code that it replaces. */
  replaces: string | null;
  /** Id of the code that replaces it; read it with the order. */
  replacement: string | null;
  /** When the code expires; null if it does not. */
  expires_at: string | null;
  /** When it was delivered. */
  delivered_at: string;
  /** Whether it counts as read: somebody has read it, or you named it by its text. */
  read: boolean;
  /** When it was first read here; null if nobody has read it here. */
  read_at: string | null;
  /** Last moment to claim it: 168 hours after delivery. */
  claimable_until: string;
  /** Last moment to return it; null if it was read or claimed, or the time is over. */
  returnable_until: string | null;
  /** The latest claim about it. */
  claim_id: string | null;
  /** The state of that claim. */
  claim_status: 'open' | 'under_review' | 'needs_info' | 'approved' | 'rejected' | 'withdrawn' | null;
  /** When its lot was recalled: do not sell it. Null if it was not recalled. */
  recalled_at: string | null;
}

/** Everything that this partner can buy, in one reply. */
export interface Inventory {
  object: 'inventory';
  /** The partner's currency. */
  currency: string;
  /** The moment of the data; never older than 1 s. */
  as_of: string;
  /** Send it to `/inventory/changes` as `cursor`. */
  cursor: string;
  regions: InventoryRegion[];
  data: InventoryItem[];
}

/** The products that changed since a cursor. */
export interface InventoryChanges {
  object: 'inventory_changes';
  /** The partner's currency. */
  currency: string;
  /** The moment of the data; never older than 1 s. */
  as_of: string;
  /** Send it to `/inventory/changes` as `cursor`. */
  cursor: string;
  /** The products that changed, as they are now. A row may repeat, none is missed. */
  data: InventoryItem[];
}

/** One product: a region and a denomination. */
export interface InventoryItem {
  /** Name of the product: region and denomination. */
  sku: string;
  /** PlayStation Store region, ISO 3166-1 alpha-2, upper case. */
  region: string;
  /** Face value in major units of `face_currency`. */
  denomination: number;
  /** Currency printed on the card. */
  face_currency: string;
  /** Price of one code before any discount. */
  list_price: string;
  /** Price of one code for this partner, now. */
  unit_price: string;
  /** The partner's currency, of both prices. */
  currency: string;
  /** The tier's discount in basis points, or less where the price has reached its lowest; 0 if the partner has its own price. */
  discount_bps: number;
  /** Codes that a new order could get at once. */
  available: number;
  /** Codes that orders with `"fill": "wait"` wait for: as many go to them before a new order that waits is filled. Left out if none waits. */
  waiting?: number;
  /** Whether `available` is more than 0. */
  in_stock: boolean;
  /** Fewest codes of one order. */
  min_quantity: number;
  /** Most codes of one order. */
  max_quantity: number;
  /** Only `active` products can be ordered. A product once listed never disappears. */
  status: 'active' | 'paused' | 'retired';
  /** Last change of stock, price or status. */
  updated_at: string;
}

/** A region that the products of a reply belong to. */
export interface InventoryRegion {
  /** PlayStation Store region, ISO 3166-1 alpha-2, upper case. */
  region: string;
  /** Name of the region in English. */
  name: string;
  /** Currency of the cards of this region. */
  currency: string;
  /** Number of products in this reply. */
  products: number;
}

/** The report was received. */
export interface KeyReport {
  object: 'key_report';
  /** A real key is now revoked and its owner notified; any other text changes nothing. */
  status: 'received';
}

/** A leaked API key. */
export interface KeyReportCreate {
  /** The whole leaked key. */
  key: string;
}

/** A request of one of your keys: never what was sent or answered. */
export interface LoggedRequest {
  object: 'logged_request';
  /** Id of the request, as `X-Request-Id` says it. */
  id: string;
  /** When it arrived. */
  created_at: string;
  /** Its method. */
  method: string;
  /** The path as the reference writes it; `other` for a path that is no call. */
  path: string;
  /** The id in its path; null if it has none. */
  about: string | null;
  /** The status of the reply. */
  status: number;
  /** The code of the refusal; null if it succeeded. */
  error_code: string | null;
  /** Time from its arrival to the reply. */
  ms: number;
  /** The key that was sent. */
  key_id: string;
  /** Whether the reply was that of an earlier call with the same idempotency key. */
  replayed: boolean;
  /** The limit that it hit, at that moment; null unless the code is `rate_limited`. */
  limit: {
    /** Name of the limit: `requests` or `orders`. */
    policy: string;
    /** How many any 60 seconds may hold. */
    limit: number;
    /** Seconds until the next was free. */
    retry_after: number;
    /** When the next was free. */
    free_at: string;
  } | null;
}

/** Requests, newest first. */
export interface LoggedRequestList {
  object: 'list';
  data: LoggedRequest[];
  /** Whether another page follows. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last one. */
  next_cursor: string | null;
}

/** The tier above the one in force. */
export interface NextTier {
  /** Name of the tier. */
  name: string;
  /** Its discount in basis points. */
  discount_bps: number;
  /** Volume of 30 days from which it applies. */
  volume_required: string;
}

/** An order with its terms of sale, whatever happens to the catalogue later. Contains no code. */
export interface Order {
  /** Id of the order. */
  id: string;
  object: 'order';
  /** Mode of the key it was made with. Live and test data are separate. */
  mode: 'live' | 'test';
  /** `pending`: accepted, waiting for money, your confirmation, an approval or stock. `paid`: codes are being obtained. `delivered` and `failed` are final. */
  status: 'pending' | 'paid' | 'delivered' | 'failed';
  /** PlayStation Store region, ISO 3166-1 alpha-2, upper case. */
  region: string;
  /** Face value in major units of `face_currency`. */
  denomination: number;
  /** Currency printed on the cards. */
  face_currency: string;
  /** Name of the product when it was ordered. */
  sku: string;
  /** Number of codes that are delivered, or will be. */
  quantity: number;
  /** Number of codes that were ordered; more than `quantity` only with `"fill": "available"`. */
  requested_quantity: number;
  /** Price of one code before any discount. */
  list_price: string;
  /** Price paid for one code. */
  unit_price: string;
  /** Discount applied, in basis points. */
  discount_bps: number;
  /** Tier in force when it was ordered. */
  tier: string | null;
  /** Unit price times quantity. */
  total: string;
  /** Currency of every price here. */
  currency: string;
  /** How it is paid. */
  payment: 'balance' | 'invoice' | 'hold' | (string & {});
  /** Your own order number, if you gave one. */
  reference: string | null;
  /** Up to 20 string pairs of your own, returned unchanged. */
  metadata: Record<string, string>;
  /** When it was accepted. */
  created_at: string;
  /** When its money was taken. */
  paid_at: string | null;
  /** When every code was available to you. */
  delivered_at: string | null;
  /** When it failed. */
  failed_at: string | null;
  /** When it fails unless it is paid, confirmed or filled; null when it is final or waits without end. */
  expires_at: string | null;
  /** Why it failed; null unless `status` is `failed`. */
  failure: OrderFailure | null;
  /** Money that came back to you for single codes of it, through claims and returns; `total` stays what was paid. */
  refunded: string;
  /** Last moment to claim a code: 168 hours after delivery. */
  claimable_until: string | null;
  /** Count of this order's transitions and returns; `pending` is 1. A higher one is newer. */
  sequence: number;
}

/** A delivered code: cash, to be stored as such. */
export interface OrderCode {
  /** Id of the code; the name to use in claims and logs. */
  id: string;
  /** The code itself, as it is typed into the store. Absent if `sealed` is present. Null if it was replaced, refunded or returned before anybody had read it: then it is never shown. Null in a masked list, too. */
  code?: string | null;
  /** The code as a compact JWE under your registered public key (`ECDH-ES`, `A256GCM`), instead of `code`; null where `code` would be. */
  sealed?: string | null;
  /** Serial number of the card, if it has one. */
  serial: string | null;
  /** PlayStation Store region, ISO 3166-1 alpha-2, upper case. */
  region: string;
  /** Face value in major units of `face_currency`. */
  denomination: number;
  /** Currency printed on the card. */
  face_currency: string;
  /** When the code expires; null if it does not. */
  expires_at: string | null;
  /** `replaced` and `refunded`: a claim on it was approved; do not sell it any more. `returned`: you returned it. Otherwise `delivered`. */
  status: 'delivered' | 'replaced' | 'refunded' | 'returned';
  /** Id of the code that this one replaces. */
  replaces: string | null;
  /** When the code was delivered. */
  delivered_at: string;
  /** Last moment to claim it: 168 hours after delivery. */
  claimable_until: string;
  /** In a masked list only: last moment to return it; null if it cannot be returned, because it was read or claimed, or the time is over. */
  returnable_until?: string | null;
}

/** All codes of an order, in the same order each time. */
export interface OrderCodeList {
  object: 'list';
  /** Id of the order. */
  order_id: string;
  data: OrderCode[];
  /** Whether another page follows. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last one. */
  next_cursor: string | null;
}

/** What to buy. Members that are not listed are refused. */
export interface OrderCreate {
  /** ISO 3166-1 alpha-2 code in any case; `UK` is read as `GB`. */
  region: string;
  /** Face value in major units, more than 0 and with at most three decimals: `50`, `"50"` and `"50.00"` are one denomination. */
  denomination: number | string;
  /** Number of codes; the product's `max_quantity` applies too. */
  quantity: number;
  /** Your own order number; unique for ever among your orders of one mode. */
  reference?: string | undefined;
  /** Up to 20 string pairs of your own, returned unchanged. */
  metadata?: Record<string, string> | undefined;
  /** The most you pay for one code, in your currency: a higher price is refused with `price_changed`. */
  max_unit_price?: string | undefined;
  /** `invoice` needs an invoice limit and waits as `pending` for your deposit. `hold` reserves codes, price and money as `pending` until you confirm or cancel. Left out: `balance`. */
  payment?: 'balance' | 'invoice' | 'hold' | undefined;
  /** How long a hold waits for your confirmation, in seconds; 900 by default. Only with `"payment": "hold"`. */
  hold_seconds?: number | undefined;
  /** What to do if fewer codes are in stock: `all` refuses the order, `available` delivers those that are there, at least one, and takes the money for these, `wait` waits as `pending`, with the money on hold, until all can be delivered together. Other than `all` only with `"payment": "balance"`. Left out: `all`. */
  fill?: 'all' | 'available' | 'wait' | undefined;
  /** How long the order waits for its codes, in seconds; 86400 by default. Only with `"fill": "wait"`. */
  wait_seconds?: number | undefined;
}

/** Why an order delivered nothing. */
export interface OrderFailure {
  /** Why it failed. */
  code: 'cancelled' | 'payment_expired' | 'hold_expired' | 'refused' | 'out_of_stock' | 'upstream_failed' | (string & {});
  /** The same in one sentence. */
  detail: string;
  /** What we wrote to you when we refused or cancelled it; null otherwise. */
  reason: string | null;
}

/** A page of orders, newest first. */
export interface OrderList {
  object: 'list';
  data: Order[];
  /** Whether another page follows. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last one. */
  next_cursor: string | null;
}

/** The key that was sent, what it may do, and for whom. */
export interface OwnKey {
  object: 'me';
  api_key: {
    /** Id of the key. */
    id: string;
    /** What your people call it; null: it has no name. */
    name: string | null;
    /** First and last characters of the key. */
    hint: string;
    /** When it was issued. */
    created_at: string;
    /** When it expires; null if it does not. */
    expires_at: string | null;
    /** Networks it may be used from; none: everywhere. */
    allow_cidr: string[];
  };
  /** Mode of the key it was made with. Live and test data are separate. */
  mode: 'live' | 'test';
  /** What the key may do. */
  scopes: ('read' | 'orders' | 'codes' | 'claims' | 'webhooks')[];
  business: {
    /** Id of your business. */
    id: string;
    /** Name of your business. */
    name: string;
    /** Currency of your balance and prices. */
    currency: string;
  };
  /** Address that this request came from, as we see it. */
  address: string;
  limits: {
    requests: {
      /** Most requests in any 60 seconds, of this key or of all keys together, whichever is less. */
      per_minute: number;
      /** How many are left now. */
      remaining: number;
    };
    orders: {
      /** Most orders in any 60 seconds, of this key or of all keys together, whichever is less. */
      per_minute: number;
      /** How many are left now. */
      remaining: number;
    };
    /** Null: no cap. */
    daily_spend: SpendCap | null;
    /** Null: no cap. */
    daily_quantity: QuantityCap | null;
    /** When the daily caps are free again: the next midnight in UTC. */
    resets_at: string;
  };
}

/** A daily cap on codes. */
export interface QuantityCap {
  /** The most codes of a UTC day. */
  cap: number;
  /** Ordered today. */
  used: number;
  /** What is left today. */
  left: number;
}

/** The codes to return. Members that are not listed are refused. */
export interface ReturnCreate {
  /** The codes to return. */
  codes: readonly string[];
}

/** One reading of the codes of an order. */
export interface Reveal {
  /** When the codes were read. */
  at: string;
  /** Whether nobody had read codes of the order before. */
  first: boolean;
  /** Key that read them; null if a person did. */
  key_id: string | null;
  /** Who read them, as the audit log names it. */
  reader: string;
  /** Network address that they were sent to. */
  address: string | null;
  /** The request that read them. */
  request_id: string | null;
  /** How many codes were read; 0 if all had been replaced or refunded before. */
  codes: number;
  /** Compact JWS (RFC 7515, `EdDSA`) over order, codes, reader, address and time; verify it with the key `kid` of `/.well-known/jwks.json`. */
  receipt: string;
}

/** Who read the codes of an order, newest first. */
export interface RevealList {
  object: 'list';
  /** Id of the order. */
  order_id: string;
  data: Reveal[];
  /** Whether another page follows. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last one. */
  next_cursor: string | null;
}

/** A daily cap on money. */
export interface SpendCap {
  /** The most this key may spend in a UTC day. */
  cap: string;
  /** Spent today, by this key and those that it replaced. */
  used: string;
  /** What is left today. */
  left: string;
}

/** The new test balance. */
export interface TestBalanceSet {
  /** The new `balance`, including money on hold, in the currency of the partner: `10000.00`. Not less than the money on hold. */
  balance: string;
}

/** How far the clock of your test data was advanced. */
export interface TestClock {
  object: 'test_clock';
  /** How far it was advanced in all. */
  advanced_seconds: number;
  /** How far it can still be advanced. */
  seconds_left: number;
  /** When it was last advanced; null if it never was. */
  advanced_at: string | null;
}

/** Time that passes. */
export interface TestClockAdvance {
  /** How far to advance it; 86,400 is a day. It cannot be moved back. */
  advance_seconds: number;
}

/** The event to emit. */
export interface TestEventCreate {
  /** The type of the event. */
  type: 'order.status_changed' | 'claim.status_changed' | 'inventory.changed' | 'balance.low' | 'deposit.credited' | 'deposit.reversed' | 'key.rotated' | 'key.expiring' | 'webhook_endpoint.failing' | 'webhook_endpoint.disabled' | 'stream.restored' | 'webhook.test';
  /** What it reports, as `GET /test/events/types` lists it. It can be left out for a type with one state. */
  state?: string | undefined;
}

/** An event type that can be emitted on demand. */
export interface TestEventType {
  object: 'test_event_type';
  /** The type of the event. */
  type: string;
  /** When we send it. */
  summary: string;
  /** What it can report. */
  states: string[];
}

/** All event types, in one reply. */
export interface TestEventTypeList {
  object: 'list';
  data: TestEventType[];
  /** Whether another page follows. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last one. */
  next_cursor: string | null;
}

/** One change of the balance. */
export interface Transaction {
  object: 'transaction';
  /** Number of the transaction. Later ones have higher numbers, with gaps. */
  sequence: number;
  /** `order`: an order was paid, from the balance or from money on hold. `deposit`: money came in. `reversal`: a deposit was taken back. `refund`: a claim was approved. `return`: an unread code was returned. `adjustment`: our staff corrected the balance, or the test balance was set. */
  type: 'order' | 'deposit' | 'reversal' | 'refund' | 'return' | 'adjustment';
  /** How the balance changed; negative if money went out. */
  amount: string;
  /** The balance afterwards, including money on hold, without credit. */
  balance_after: string;
  /** Currency of both amounts. */
  currency: string;
  /** The order that was paid, or of which a code was refunded. */
  order_id: string | null;
  /** The code that was refunded or returned. */
  code_id: string | null;
  /** The deposit that came in or was taken back. */
  deposit_id: string | null;
  /** The product of the order. */
  sku: string | null;
  /** How many codes it is about; null for deposits and adjustments. */
  quantity: number | null;
  /** Your reference of the order, or the reference of the deposit. */
  reference: string | null;
  /** When the balance changed. */
  created_at: string;
}

/** Changes of the balance, newest first. */
export interface TransactionList {
  object: 'list';
  data: Transaction[];
  /** Whether another page follows. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last one. */
  next_cursor: string | null;
}

/** An upload. An unattached one is deleted after a day. */
export interface UploadedFile {
  /** Id of the file. */
  id: string;
  object: 'file';
  /** Name it was uploaded under, cleaned. */
  name: string;
  /** What it is, by its content. */
  media_type: 'application/pdf' | 'image/jpeg' | 'image/png' | 'image/webp';
  /** Bytes. */
  size: number;
  /** When it was uploaded. */
  created_at: string;
}

/** Evidence that speeds up the decision. */
export interface WantedEvidence {
  /** Name to send with an upload. */
  item: string;
  /** What to send, in one sentence. */
  detail: string;
  /** Whether a file was sent with this name. */
  given: boolean;
}

/** One POST to an endpoint. */
export interface WebhookAttempt {
  /** Id of the attempt, as sent in `X-PSNB2B-Delivery`. */
  id: string;
  /** When it began. */
  at: string;
  /** HTTP status of the answer; null without one. */
  status: number | null;
  /** How long it took. */
  duration_ms: number;
  /** Why it failed; null when it succeeded. */
  error: 'status' | 'redirect' | 'timeout' | 'dns' | 'address' | 'connection' | 'tls' | 'protocol' | null;
  /** The first 1 KiB of the answer; null if empty. */
  reply: string | null;
  /** Of a failed attempt, those of these headers that the answer had: `content-type`, `content-length`, `date`, `server`, `via`, `location`, `retry-after`, `allow`, `x-request-id`, `x-amzn-requestid`, `cf-ray`. Null if it had none, or succeeded. */
  reply_headers: Record<string, string> | null;
}

/** The delivery of one event to one endpoint. */
export interface WebhookDelivery {
  object: 'webhook_delivery';
  /** The event. */
  event_id: string;
  /** Its type. */
  type: 'order.status_changed' | 'claim.status_changed' | 'inventory.changed' | 'balance.low' | 'deposit.credited' | 'deposit.reversed' | 'key.rotated' | 'key.expiring' | 'webhook_endpoint.failing' | 'webhook_endpoint.disabled' | 'stream.restored' | 'webhook.test';
  /** Its number. */
  sequence: number;
  /** `waiting` for the next attempt, `delivered`, `exhausted` after the last attempt, or `dropped` because the endpoint was disabled. All can be sent again. */
  status: 'waiting' | 'delivered' | 'exhausted' | 'dropped';
  /** When it is tried again; null unless it waits. */
  next_attempt_at: string | null;
  /** Every attempt, the first one first. */
  attempts: WebhookAttempt[];
}

/** A page of deliveries, newest event first. */
export interface WebhookDeliveryList {
  object: 'list';
  data: WebhookDelivery[];
  /** Whether another page follows. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last one. */
  next_cursor: string | null;
}

/** A URL of yours that receives events. */
export interface WebhookEndpoint {
  /** Id of the endpoint. */
  id: string;
  object: 'webhook_endpoint';
  /** Mode of the key it was made with. Live and test data are separate. */
  mode: 'live' | 'test';
  /** Where events are sent. */
  url: string;
  /** The event types that it receives. */
  events: ('order.status_changed' | 'claim.status_changed' | 'inventory.changed' | 'balance.low' | 'deposit.credited' | 'deposit.reversed' | 'key.rotated' | 'key.expiring' | 'webhook_endpoint.failing' | 'webhook_endpoint.disabled' | 'stream.restored' | 'webhook.test' | (string & {}))[];
  /** How many deliveries to it may run at once. Events about one order still arrive one after another. */
  concurrency: number;
  /** A disabled endpoint receives nothing, and misses the events that happen meanwhile. */
  status: 'enabled' | 'disabled';
  /** Why it is disabled: by you (`owner`), by the `operator`, because it answered 410 (`gone`), or after three days with nothing but failures (`failing`). Null while it is enabled. */
  status_reason: 'owner' | 'operator' | 'gone' | 'failing' | null;
  /** Since when our staff have paused sending to it: events wait, and none is dropped. Null: not paused. */
  paused_at: string | null;
  /** The first failure since its last success; null when all is well. */
  failing_since: string | null;
  /** When a delivery last succeeded. */
  last_success_at: string | null;
  /** Until when the previous secret signs as well; null without a running rotation. */
  rotation_ends_at: string | null;
  /** When it was registered. */
  created_at: string;
}

/** An endpoint to register. Without `events` it receives all types except `inventory.changed`. */
export interface WebhookEndpointCreate {
  /** Where to POST: https, on port 443 or 8443, without user or password, on a host whose every address is public. */
  url: string;
  /** The event types that it receives. */
  events?: readonly ('order.status_changed' | 'claim.status_changed' | 'inventory.changed' | 'balance.low' | 'deposit.credited' | 'deposit.reversed' | 'key.rotated' | 'key.expiring' | 'webhook_endpoint.failing' | 'webhook_endpoint.disabled' | 'stream.restored' | 'webhook.test')[] | undefined;
  /** How many deliveries to it may run at once; 4 if left out. */
  concurrency?: number | undefined;
}

/** A page of endpoints, newest first. */
export interface WebhookEndpointList {
  object: 'list';
  data: WebhookEndpoint[];
  /** Whether another page follows. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last one. */
  next_cursor: string | null;
}

/** An endpoint, and its new secret. */
export interface WebhookEndpointSecret {
  /** Id of the endpoint. */
  id: string;
  object: 'webhook_endpoint';
  /** Mode of the key it was made with. Live and test data are separate. */
  mode: 'live' | 'test';
  /** Where events are sent. */
  url: string;
  /** The event types that it receives. */
  events: ('order.status_changed' | 'claim.status_changed' | 'inventory.changed' | 'balance.low' | 'deposit.credited' | 'deposit.reversed' | 'key.rotated' | 'key.expiring' | 'webhook_endpoint.failing' | 'webhook_endpoint.disabled' | 'stream.restored' | 'webhook.test' | (string & {}))[];
  /** How many deliveries to it may run at once. Events about one order still arrive one after another. */
  concurrency: number;
  /** A disabled endpoint receives nothing, and misses the events that happen meanwhile. */
  status: 'enabled' | 'disabled';
  /** Why it is disabled: by you (`owner`), by the `operator`, because it answered 410 (`gone`), or after three days with nothing but failures (`failing`). Null while it is enabled. */
  status_reason: 'owner' | 'operator' | 'gone' | 'failing' | null;
  /** Since when our staff have paused sending to it: events wait, and none is dropped. Null: not paused. */
  paused_at: string | null;
  /** The first failure since its last success; null when all is well. */
  failing_since: string | null;
  /** When a delivery last succeeded. */
  last_success_at: string | null;
  /** Until when the previous secret signs as well; null without a running rotation. */
  rotation_ends_at: string | null;
  /** When it was registered. */
  created_at: string;
  /** The key of both signatures. Shown in this reply only, never in a replay. */
  secret?: string;
}

/** What to change; members that are left out stay. */
export interface WebhookEndpointUpdate {
  /** Where to POST: https, on port 443 or 8443, without user or password, on a host whose every address is public. */
  url?: string | undefined;
  /** The event types that it receives. */
  events?: readonly ('order.status_changed' | 'claim.status_changed' | 'inventory.changed' | 'balance.low' | 'deposit.credited' | 'deposit.reversed' | 'key.rotated' | 'key.expiring' | 'webhook_endpoint.failing' | 'webhook_endpoint.disabled' | 'stream.restored' | 'webhook.test')[] | undefined;
  /** How many deliveries to it may run at once. Events about one order still arrive one after another. */
  concurrency?: number | undefined;
  /** `disabled` drops waiting deliveries; `enabled` begins with the next event. */
  status?: 'enabled' | 'disabled' | undefined;
}

/** Where an event is sent again. */
export interface WebhookRedelivery {
  object: 'webhook_redelivery';
  /** The event. */
  event_id: string;
  endpoint_ids: string[];
}

/** Where to. */
export interface WebhookRedeliveryCreate {
  /** Only to this endpoint; by default to all that receive this type. */
  endpoint_id?: string | undefined;
}

/** The events that are sent again. */
export interface WebhookReplay {
  object: 'webhook_replay';
  /** The endpoint. */
  endpoint_id: string;
  /** Events that are due again. */
  events: number;
  /** The last `sequence` covered; if `has_more`, continue with it as `after`. */
  through: number;
  /** Whether the range continues after `through`. */
  has_more: boolean;
}

/** A range of events to send again. */
export interface WebhookReplayCreate {
  /** Events with a higher `sequence` than this are sent again. */
  after: number;
  /** The last `sequence` to send; by default the newest. */
  through?: number | undefined;
  /** Whether delivered events are sent again as well. Left out: `false`. */
  include_delivered?: boolean | undefined;
}

/** How to rotate. */
export interface WebhookRotation {
  /** How long the old secret signs as well; 0 ends it at once. Left out: `86400`. */
  overlap_seconds?: number | undefined;
}

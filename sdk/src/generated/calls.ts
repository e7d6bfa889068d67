// Written by `npm run gen` from the contract.
import type { Balance, Certification, CertificationCreate, Claim, ClaimCreate, ClaimEvidence, ClaimEvidenceList, ClaimList, ClaimMessage, ClaimMessageCreate, ClaimMessageList, CodeLookUp, DepositList, EventList, FoundCode, Inventory, InventoryChanges, InventoryItem, KeyReport, KeyReportCreate, LoggedRequestList, Order, OrderCodeList, OrderCreate, OrderList, OwnKey, ReturnCreate, RevealList, TestBalanceSet, TestClock, TestClockAdvance, TestEventCreate, TestEventTypeList, TransactionList, WebhookDeliveryList, WebhookEndpoint, WebhookEndpointCreate, WebhookEndpointList, WebhookEndpointSecret, WebhookEndpointUpdate, WebhookRedelivery, WebhookRedeliveryCreate, WebhookReplay, WebhookReplayCreate, WebhookRotation } from './shapes.ts';
import type { Event } from './events.ts';

/** Filters of `listInventory`. */
export interface ListInventoryQuery {
  /** Only products of this region. Repeat the parameter for several. */
  region?: readonly string[] | undefined;
  /** Face value in major units, more than 0 and with at most three decimals: `50`, `"50"` and `"50.00"` are one denomination. */
  denomination?: number | string | undefined;
  /** `true`: only products that are in stock. */
  in_stock?: boolean | undefined;
}

/** Filters of `listInventoryChanges`. */
export interface ListInventoryChangesQuery {
  /** `cursor` of the last `/inventory` or `/inventory/changes` reply. Required. */
  cursor?: string | undefined;
  /** Another name of `cursor`. */
  since?: string | undefined;
}

/** Filters of `listTransactions`. */
export interface ListTransactionsQuery {
  /** Only transactions of this type. Repeat the parameter for several. */
  type?: readonly ('order' | 'deposit' | 'reversal' | 'refund' | 'return' | 'adjustment')[] | undefined;
  /** Only transactions from this moment on. */
  created_from?: string | undefined;
  /** Only transactions before this moment. */
  created_before?: string | undefined;
  /** Most entries of one page. */
  limit?: number | undefined;
  /** `next_cursor` of the previous page, unchanged, with the same filters. */
  cursor?: string | undefined;
}

/** Filters of `listDeposits`. */
export interface ListDepositsQuery {
  /** Only with this status. Repeat the parameter for several. */
  status?: readonly ('seen' | 'confirming' | 'credited' | 'in_review' | 'rejected' | 'reversed')[] | undefined;
  /** Only paid this way. Repeat the parameter for several. */
  method?: readonly ('bank_transfer' | 'digital_asset' | 'other')[] | undefined;
  /** Only those that we saw from this moment on. */
  created_from?: string | undefined;
  /** Only those that we saw before this moment. */
  created_before?: string | undefined;
  /** Most entries of one page. */
  limit?: number | undefined;
  /** `next_cursor` of the previous page, unchanged, with the same filters. */
  cursor?: string | undefined;
}

/** Filters of `listOrders`. */
export interface ListOrdersQuery {
  /** Only orders of this region. Repeat the parameter for several. */
  region?: readonly string[] | undefined;
  /** Only orders in this state. Repeat the parameter for several. */
  status?: readonly ('pending' | 'paid' | 'delivered' | 'failed')[] | undefined;
  /** Only orders of the product with this name, in any case. Repeat the parameter for several. */
  sku?: readonly string[] | undefined;
  /** Only orders created later than this moment. */
  created_after?: string | undefined;
  /** Only orders created earlier than this moment. */
  created_before?: string | undefined;
  /** Only orders delivered later than this moment. */
  delivered_after?: string | undefined;
  /** Only orders delivered earlier than this moment. */
  delivered_before?: string | undefined;
  /** Your own order number; unique for ever among your orders of one mode. */
  reference?: string | undefined;
  /** Most entries of one page. */
  limit?: number | undefined;
  /** `next_cursor` of the previous page, unchanged, with the same filters. */
  cursor?: string | undefined;
}

/** Filters of `listOrderCodes`. */
export interface ListOrderCodesQuery {
  /** Id of a code of the order: only these are read, and nobody has read the others by that. Repeat the parameter for several. */
  code?: readonly string[] | undefined;
  /** `true`: lists ids, states and times of all codes. No code is read: `code` and `sealed` are null. Not together with `code`. */
  masked?: boolean | undefined;
  /** `true`: every cell of the CSV form is exactly the original text. Otherwise a cell that a spreadsheet would run as a formula (it begins with `=`, `+`, `-`, `@`, a tab or a line break) is prefixed with `'`. JSON never is. */
  raw?: boolean | undefined;
}

/** Filters of `listOrderReveals`. */
export interface ListOrderRevealsQuery {
  /** Most entries of one page. */
  limit?: number | undefined;
  /** `next_cursor` of the previous page, unchanged, with the same filters. */
  cursor?: string | undefined;
}

/** Filters of `listClaims`. */
export interface ListClaimsQuery {
  /** Only claims in this state. Repeat the parameter for several. */
  status?: readonly ('open' | 'under_review' | 'needs_info' | 'approved' | 'rejected' | 'withdrawn')[] | undefined;
  /** Only claims for this reason. Repeat the parameter for several. */
  reason?: readonly ('invalid' | 'wrong_region' | 'failed' | 'already_redeemed' | 'wrong-region' | 'already-redeemed')[] | undefined;
  /** Id of the delivered order. */
  order_id?: string | undefined;
  /** Only claims filed later than this moment. */
  created_after?: string | undefined;
  /** Only claims filed earlier than this moment. */
  created_before?: string | undefined;
  /** Most entries of one page. */
  limit?: number | undefined;
  /** `next_cursor` of the previous page, unchanged, with the same filters. */
  cursor?: string | undefined;
}

/** Filters of `listClaimMessages`. */
export interface ListClaimMessagesQuery {
  /** Most entries of one page. */
  limit?: number | undefined;
  /** `next_cursor` of the previous page, unchanged, with the same filters. */
  cursor?: string | undefined;
}

/** Filters of `addClaimEvidence`. */
export interface AddClaimEvidenceQuery {
  /** What it is evidence of: an `item` of the claim’s `evidence`. */
  item?: 'error_screenshot' | 'attempt_time' | 'store_region' | 'received_text' | 'request_id' | 'sale_record' | 'customer_report' | undefined;
}

/** Filters of `listClaimEvidence`. */
export interface ListClaimEvidenceQuery {
  /** Most entries of one page. */
  limit?: number | undefined;
  /** `next_cursor` of the previous page, unchanged, with the same filters. */
  cursor?: string | undefined;
}

/** Filters of `listWebhookEndpoints`. */
export interface ListWebhookEndpointsQuery {
  /** Most entries of one page. */
  limit?: number | undefined;
  /** `next_cursor` of the previous page, unchanged, with the same filters. */
  cursor?: string | undefined;
}

/** Filters of `listWebhookDeliveries`. */
export interface ListWebhookDeliveriesQuery {
  /** Only deliveries in this state. Repeat the parameter for several. */
  status?: readonly ('waiting' | 'delivered' | 'exhausted' | 'dropped')[] | undefined;
  /** Most entries of one page. */
  limit?: number | undefined;
  /** `next_cursor` of the previous page, unchanged, with the same filters. */
  cursor?: string | undefined;
}

/** Filters of `listEvents`. */
export interface ListEventsQuery {
  /** Only events with a higher `sequence`; 0, or neither this nor `cursor`, begins with the oldest stored event. */
  after?: number | undefined;
  /** Most entries of one page. */
  limit?: number | undefined;
  /** `next_cursor` of the previous reply, unchanged. Not together with `after`. */
  cursor?: string | undefined;
}

/** Filters of `listRequests`. */
export interface ListRequestsQuery {
  /** Only replies with such a status. */
  status_class?: '2xx' | '3xx' | '4xx' | '5xx' | undefined;
  /** Only refusals with this code. */
  error_code?: string | undefined;
  /** Only calls with this method. */
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS' | undefined;
  /** Only calls of this path, as the reference writes it: `/orders/{order_id}`. With `*` at its end, every path that begins so. */
  path?: string | undefined;
  /** Only calls of this key. */
  key_id?: string | undefined;
  /** Only the call with this id. */
  request_id?: string | undefined;
  /** Only calls that arrived from this moment on; seven days ago by default, and at most. */
  created_from?: string | undefined;
  /** Only calls that arrived before this moment. */
  created_before?: string | undefined;
  /** Most entries of one page. */
  limit?: number | undefined;
  /** `next_cursor` of the previous page, unchanged, with the same filters. */
  cursor?: string | undefined;
}

/** What each call of the API takes and returns. */
export interface Calls {
  /** List what can be bought. */
  listInventory: {
    query: ListInventoryQuery;
    reply: Inventory;
  };
  /** Read one product. */
  getInventoryItem: {
    params: { sku: string };
    reply: InventoryItem;
  };
  /** List what changed since a cursor. */
  listInventoryChanges: {
    query: ListInventoryChangesQuery;
    reply: InventoryChanges;
  };
  /** Read the balance and the tier. */
  getBalance: {
    reply: Balance;
  };
  /** List the changes of the balance. */
  listTransactions: {
    query: ListTransactionsQuery;
    reply: TransactionList;
  };
  /** List deposits. */
  listDeposits: {
    query: ListDepositsQuery;
    reply: DepositList;
  };
  /** Place an order. */
  createOrder: {
    body: OrderCreate;
    reply: Order;
  };
  /** List orders. */
  listOrders: {
    query: ListOrdersQuery;
    reply: OrderList;
  };
  /** Read an order. */
  getOrder: {
    params: { order_id: string };
    reply: Order;
  };
  /** Confirm a hold. */
  confirmOrder: {
    params: { order_id: string };
    reply: Order;
  };
  /** Cancel a pending order. */
  cancelOrder: {
    params: { order_id: string };
    reply: Order;
  };
  /** Return codes that nobody has read. */
  returnCodes: {
    params: { order_id: string };
    body: ReturnCreate;
    reply: Order;
  };
  /** Download the codes of an order. */
  listOrderCodes: {
    params: { order_id: string };
    query: ListOrderCodesQuery;
    reply: OrderCodeList | string;
  };
  /** List who read the codes of an order. */
  listOrderReveals: {
    params: { order_id: string };
    query: ListOrderRevealsQuery;
    reply: RevealList;
  };
  /** Find a code of yours. */
  lookUpCode: {
    body: CodeLookUp;
    reply: FoundCode;
  };
  /** Claim codes of an order. */
  createClaim: {
    body: ClaimCreate;
    reply: Claim;
  };
  /** List claims. */
  listClaims: {
    query: ListClaimsQuery;
    reply: ClaimList;
  };
  /** Read a claim. */
  getClaim: {
    params: { claim_id: string };
    reply: Claim;
  };
  /** Withdraw a claim. */
  withdrawClaim: {
    params: { claim_id: string };
    reply: Claim;
  };
  /** Write a message. */
  addClaimMessage: {
    params: { claim_id: string };
    body: ClaimMessageCreate;
    reply: ClaimMessage;
  };
  /** Read the conversation. */
  listClaimMessages: {
    params: { claim_id: string };
    query: ListClaimMessagesQuery;
    reply: ClaimMessageList;
  };
  /** Add evidence. */
  addClaimEvidence: {
    params: { claim_id: string };
    query: AddClaimEvidenceQuery;
    body: FormData;
    reply: ClaimEvidence;
  };
  /** List the evidence. */
  listClaimEvidence: {
    params: { claim_id: string };
    query: ListClaimEvidenceQuery;
    reply: ClaimEvidenceList;
  };
  /** Register an endpoint. */
  createWebhookEndpoint: {
    body: WebhookEndpointCreate;
    reply: WebhookEndpointSecret;
  };
  /** List endpoints. */
  listWebhookEndpoints: {
    query: ListWebhookEndpointsQuery;
    reply: WebhookEndpointList;
  };
  /** Read an endpoint. */
  getWebhookEndpoint: {
    params: { endpoint_id: string };
    reply: WebhookEndpoint;
  };
  /** Change an endpoint. */
  updateWebhookEndpoint: {
    params: { endpoint_id: string };
    body: WebhookEndpointUpdate;
    reply: WebhookEndpoint;
  };
  /** Delete an endpoint. */
  deleteWebhookEndpoint: {
    params: { endpoint_id: string };
    reply: null;
  };
  /** Rotate the secret of an endpoint. */
  rotateWebhookSecret: {
    params: { endpoint_id: string };
    body: WebhookRotation | undefined;
    reply: WebhookEndpointSecret;
  };
  /** Send a test event. */
  testWebhookEndpoint: {
    params: { endpoint_id: string };
    reply: Event;
  };
  /** List deliveries of an endpoint. */
  listWebhookDeliveries: {
    params: { endpoint_id: string };
    query: ListWebhookDeliveriesQuery;
    reply: WebhookDeliveryList;
  };
  /** Send a range of events again. */
  replayWebhookEvents: {
    params: { endpoint_id: string };
    body: WebhookReplayCreate;
    reply: WebhookReplay;
  };
  /** Read events in order. */
  listEvents: {
    query: ListEventsQuery;
    reply: EventList;
  };
  /** Send an event again. */
  redeliverEvent: {
    params: { event_id: string };
    body: WebhookRedeliveryCreate | undefined;
    reply: WebhookRedelivery;
  };
  /** Set the test balance. */
  setTestBalance: {
    body: TestBalanceSet;
    reply: Balance;
  };
  /** Read the test clock. */
  getTestClock: {
    reply: TestClock;
  };
  /** Advance the test clock. */
  advanceTestClock: {
    body: TestClockAdvance;
    reply: TestClock;
  };
  /** List the events that can be emitted. */
  listTestEventTypes: {
    reply: TestEventTypeList;
  };
  /** Emit a sample event. */
  triggerTestEvent: {
    body: TestEventCreate;
    reply: Event;
  };
  /** Report the result of a certification. */
  reportCertification: {
    body: CertificationCreate;
    reply: Certification;
  };
  /** List the requests of your keys. */
  listRequests: {
    query: ListRequestsQuery;
    reply: LoggedRequestList;
  };
  /** Read what your key may do. */
  getMe: {
    reply: OwnKey;
  };
  /** Report a leaked key. */
  reportKey: {
    body: KeyReportCreate;
    reply: KeyReport;
  };
  /** Read this document. */
  getOpenapi: {
    reply: {
    /** Version of the OpenAPI specification. */
    openapi: string;
  };
  };
}
export type CallId = keyof Calls;

/** Method, path and rate limit of each call. */
export const calls: { readonly [Id in CallId]: readonly [method: string, path: string, limit: string] } = {
  listInventory: ['GET', '/inventory', 'requests'],
  getInventoryItem: ['GET', '/inventory/{sku}', 'requests'],
  listInventoryChanges: ['GET', '/inventory/changes', 'requests'],
  getBalance: ['GET', '/balance', 'requests'],
  listTransactions: ['GET', '/transactions', 'requests'],
  listDeposits: ['GET', '/deposits', 'requests'],
  createOrder: ['POST', '/orders', 'orders'],
  listOrders: ['GET', '/orders', 'requests'],
  getOrder: ['GET', '/orders/{order_id}', 'requests'],
  confirmOrder: ['POST', '/orders/{order_id}/confirm', 'requests'],
  cancelOrder: ['POST', '/orders/{order_id}/cancel', 'requests'],
  returnCodes: ['POST', '/orders/{order_id}/returns', 'requests'],
  listOrderCodes: ['GET', '/orders/{order_id}/codes', 'requests'],
  listOrderReveals: ['GET', '/orders/{order_id}/reveals', 'requests'],
  lookUpCode: ['POST', '/codes/lookup', 'requests'],
  createClaim: ['POST', '/claims', 'requests'],
  listClaims: ['GET', '/claims', 'requests'],
  getClaim: ['GET', '/claims/{claim_id}', 'requests'],
  withdrawClaim: ['POST', '/claims/{claim_id}/withdraw', 'requests'],
  addClaimMessage: ['POST', '/claims/{claim_id}/messages', 'requests'],
  listClaimMessages: ['GET', '/claims/{claim_id}/messages', 'requests'],
  addClaimEvidence: ['POST', '/claims/{claim_id}/evidence', 'requests'],
  listClaimEvidence: ['GET', '/claims/{claim_id}/evidence', 'requests'],
  createWebhookEndpoint: ['POST', '/webhook_endpoints', 'requests'],
  listWebhookEndpoints: ['GET', '/webhook_endpoints', 'requests'],
  getWebhookEndpoint: ['GET', '/webhook_endpoints/{endpoint_id}', 'requests'],
  updateWebhookEndpoint: ['PATCH', '/webhook_endpoints/{endpoint_id}', 'requests'],
  deleteWebhookEndpoint: ['DELETE', '/webhook_endpoints/{endpoint_id}', 'requests'],
  rotateWebhookSecret: ['POST', '/webhook_endpoints/{endpoint_id}/rotate', 'requests'],
  testWebhookEndpoint: ['POST', '/webhook_endpoints/{endpoint_id}/test', 'requests'],
  listWebhookDeliveries: ['GET', '/webhook_endpoints/{endpoint_id}/deliveries', 'requests'],
  replayWebhookEvents: ['POST', '/webhook_endpoints/{endpoint_id}/replay', 'requests'],
  listEvents: ['GET', '/events', 'requests'],
  redeliverEvent: ['POST', '/events/{event_id}/redeliver', 'requests'],
  setTestBalance: ['POST', '/test/balance', 'requests'],
  getTestClock: ['GET', '/test/clock', 'requests'],
  advanceTestClock: ['POST', '/test/clock', 'requests'],
  listTestEventTypes: ['GET', '/test/events/types', 'requests'],
  triggerTestEvent: ['POST', '/test/events', 'requests'],
  reportCertification: ['POST', '/test/certifications', 'requests'],
  listRequests: ['GET', '/requests', 'requests'],
  getMe: ['GET', '/me', 'requests'],
  reportKey: ['POST', '/key-reports', 'requests'],
  getOpenapi: ['GET', '/openapi.json', 'requests'],
};

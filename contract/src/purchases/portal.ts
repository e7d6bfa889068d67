import { Done, idParam } from '../kit/shapes.ts';
import {
  acting,
  fileReply,
  moving,
  ok,
  okPage,
  reading,
  type WebAppOperation,
} from '../kit/web-app-operation.ts';
import { createOrder } from '../orders/api.ts';
import { OrderModeQuery } from '../orders/web-app-schemas.ts';
import {
  BuyingTerms,
  FavouriteSet,
  Purchase,
  PurchaseCodes,
  PurchaseCreate,
  PurchaseFilters,
  PurchaseList,
  PurchaseQuery,
} from './schemas.ts';

const buyers = ['owner', 'buyer'] as const;
const purchaseId = idParam('purchase_id', 'Id of the purchase.');
const purchase = { tag: 'Orders', query: OrderModeQuery } as const;

/** The codes with which a line can be refused while the rest of its purchase goes on: those of an order by API. */
export const lineRefusals = [...createOrder.refusals, 'validation_failed'] as const;

/** Buying in the portal: many orders in one call. A purchase of the other mode reads as unknown. */
export const portalPurchaseOperations = {
  getBuyingTerms: {
    ...reading,
    ...purchase,
    id: 'getBuyingTerms',
    path: '/buying-terms',
    summary: 'Read how you may buy',
    description: 'The payments that are open to the business, and what it bought lately.',
    replies: ok(BuyingTerms, 'The terms.'),
  },
  setFavourite: {
    ...acting,
    tag: 'Orders',
    method: 'PUT',
    roles: buyers,
    id: 'setFavourite',
    path: '/favourites',
    summary: 'Star a product',
    description: 'For this person alone, or take the star away.',
    body: FavouriteSet,
    replies: ok(Done, 'It is done.'),
  },
  sendPurchase: {
    ...acting,
    ...moving('money'),
    ...purchase,
    roles: buyers,
    id: 'sendPurchase',
    path: '/purchases',
    summary: 'Buy several products',
    description:
      'Each line is an order of its own, placed one after another as `POST /orders` of the partner API places it, and is ' +
      'bought or refused on its own. A purchase that is sent again buys only what it has not bought yet: a line is bought ' +
      'at most once for its key. A key that was used for other content refuses the whole call before anything is bought, and so does a ' +
      'line of the purchase that the caller does not know: another tab has sent it.',
    body: PurchaseCreate,
    replies: ok(Purchase, 'The purchase with all of its lines.'),
    refusals: ['idempotency_key_reused', 'invalid_state', 'partner_not_approved'],
  },
  listPurchases: {
    ...reading,
    tag: 'Orders',
    id: 'listPurchases',
    path: '/purchases',
    summary: 'List purchases',
    description: 'Newest first, each with the person who made it and its outcome as it is now.',
    query: PurchaseQuery,
    replies: okPage(PurchaseList, 'A page of purchases.'),
  },
  exportPurchases: {
    ...reading,
    tag: 'Orders',
    id: 'exportPurchases',
    onStandby: true,
    path: '/purchases/export',
    summary: 'Download the list of purchases as CSV',
    description: 'Every purchase that matches the filters, newest first, in one file.',
    query: PurchaseFilters,
    replies: fileReply('text/csv', 'One line per purchase.'),
  },
  getPurchase: {
    ...reading,
    ...purchase,
    id: 'getPurchase',
    path: '/purchases/{purchase_id}',
    summary: 'Read a purchase',
    description: 'Its lines, each with its order or its refusal. Contains no code.',
    params: purchaseId,
    replies: ok(Purchase, 'The purchase.'),
  },
  readPurchaseCodes: {
    ...acting,
    ...moving('money', 'secrets'),
    ...purchase,
    roles: buyers,
    id: 'readPurchaseCodes',
    path: '/purchases/{purchase_id}/codes',
    summary: 'Read all codes of a purchase',
    description:
      'Of its delivered orders, in the order of its lines. Each order is read and recorded as `GET /orders/{order_id}/codes` of the ' +
      'partner API does; with a registered public key the file has sealed codes.',
    params: purchaseId,
    replies: ok(PurchaseCodes, 'The codes.'),
    refusals: ['order_not_delivered'],
  },
} as const satisfies Record<string, WebAppOperation>;

import { Type } from 'typebox';
import { currency, figure, money, time } from '../kit/primitives.ts';
import type { ErrorEntry } from './entry.ts';

/** Refusals about buying and about orders. */
export const orderErrors = {
  insufficient_balance: {
    status: 402,
    title: 'Insufficient balance',
    detail:
      'The available balance does not cover this order; top up or order less, then try again.',
    retryable: false,
    members: {
      schema: Type.Object({
        required: money('What the order costs.'),
        available: money('What can be spent now, credit limit included.'),
        currency: currency('Currency of both amounts.'),
      }),
      example: { required: '463.00', available: '120.50', currency: 'USD' },
    },
    happened:
      'The total of the order is more than `available` of `GET /balance`. You bought nothing, and no stock is reserved.',
    fix:
      'Top up, or order less. After you top up, use the same `Idempotency-Key` again: only success uses a ' +
      'key. In test mode, set your balance yourself, with `POST /test/balance`.',
  },
  payment_not_allowed: {
    status: 403,
    title: 'Payment method not allowed',
    detail:
      'This way of payment is not open to you; pay from the balance, or ask support to open it.',
    retryable: false,
    happened:
      'The order has `"payment": "invoice"`, but you have no invoice limit; or it has `"payment": "hold"`, and holds are ' +
      'not open to you. `detail` says which.',
    fix: 'Leave `payment` out to pay from the balance, or ask support for an invoice limit or for holds.',
  },
  unknown_product: {
    status: 404,
    title: 'Unknown product',
    detail: 'No product has this region and denomination; see GET /inventory for those that exist.',
    retryable: false,
    happened: 'The region and the denomination are valid, but no product has both.',
    fix: 'Take `region` and `denomination` from a row of `GET /inventory`.',
  },
  out_of_stock: {
    status: 409,
    title: 'Out of stock',
    detail:
      'Fewer codes are in stock than ordered; order what is available, or let the order wait.',
    retryable: false,
    members: {
      schema: Type.Object({
        available: Type.Integer({ minimum: 0, description: 'Codes that could be bought.' }),
      }),
      example: { available: 4 },
    },
    happened:
      'Fewer codes than `quantity` are in stock, or none with `"fill": "available"`: you bought nothing.',
    fix: 'Order at most `available`, send `"fill": "available"` to take what is there, or `"fill": "wait"` to get the codes in your turn.',
  },
  price_changed: {
    status: 409,
    title: 'Price changed',
    detail: 'The price is above your max_unit_price; order again if you accept the new price.',
    retryable: false,
    members: {
      schema: Type.Object({ unit_price: money('Price of one code now, in your currency.') }),
      example: { unit_price: '46.85' },
    },
    happened: 'One code costs `unit_price` now, more than the `max_unit_price` of the request.',
    fix: 'Raise `max_unit_price` if you accept the price. `GET /inventory` has the current prices.',
  },
  product_paused: {
    status: 409,
    title: 'Product not on sale',
    detail: 'This product is not on sale at present; choose another one or try again later.',
    retryable: false,
    members: {
      schema: Type.Object({
        product_status: Type.Enum(['paused', 'retired'], {
          type: 'string',
          description: '`paused` may be sold again, `retired` never is.',
        }),
      }),
      example: { product_status: 'paused' },
    },
    happened: 'The product is listed, but its `status` is `paused` or `retired`.',
    fix: 'Order only rows of `GET /inventory` whose `status` is `active`.',
  },
  reference_in_use: {
    status: 409,
    title: 'Reference in use',
    detail: 'Another order has this reference already; read that order, or use a new reference.',
    retryable: false,
    members: {
      schema: Type.Object({
        order_id: Type.String({ description: 'The order that has the reference.' }),
      }),
      example: { order_id: 'ord_01m849jry0fb5ak1wamdmqe2y5' },
    },
    happened:
      'A `reference` is unique for ever among your orders of one mode. The order `order_id` already has it.',
    fix:
      'If you lost the first reply, read `GET /orders/{order_id}`. Otherwise give the new order its own ' +
      'reference.',
  },
  order_not_delivered: {
    status: 409,
    title: 'Order not delivered yet',
    detail: 'This order has no codes yet; wait until its status is delivered.',
    retryable: true,
    retryAfter: 5,
    members: {
      schema: Type.Object({
        order_status: Type.Enum(['pending', 'paid'], {
          type: 'string',
          description: 'The status of the order now.',
        }),
      }),
      example: { order_status: 'paid' },
    },
    happened:
      'The order is `pending` or `paid`. It gets all of its codes when it becomes `delivered`.',
    fix: 'Wait for `order.status_changed`, or for `Retry-After` before you read again.',
    guide: 'sealed-codes',
  },
  order_failed: {
    status: 409,
    title: 'Order failed',
    detail: 'This order failed and has no codes; see its failure, and place a new order.',
    retryable: false,
    happened:
      'The order ended as `failed`: no code was delivered, and its money is back on your balance.',
    fix: 'Read `failure` of the order for the reason. A new order needs a new `Idempotency-Key`.',
  },
  hold_expired: {
    status: 409,
    title: 'Hold expired',
    detail: 'The hold ended before it was confirmed; place a new order.',
    retryable: false,
    members: {
      schema: Type.Object({ expired_at: time('When the hold ended.') }),
      example: { expired_at: '2026-11-25T16:00:12.123Z' },
    },
    happened:
      'The order was not confirmed before its `expires_at`. It ends as `failed`; its codes are for sale again, and its money is ' +
      'back on your balance.',
    fix: 'Place a new order. If your buyers need longer, send a higher `hold_seconds`.',
    guide: 'holds',
  },
  invalid_state: {
    status: 409,
    title: 'Not possible in this state',
    detail: 'Its current state does not allow this; read it again.',
    retryable: false,
    fields: 'sometimes',
    members: {
      schema: Type.Object({
        current_status: Type.String({
          description: 'The current `status` or `state`; for a thing without one, a word for it.',
        }),
      }),
      example: { current_status: 'delivered' },
    },
    happened:
      "The call is not possible in the resource's current state. For example, you can cancel only a `pending` order, " +
      'change only an undecided claim, and send a test only to an enabled endpoint.',
    fix: 'Act on `current_status`, or read the resource again.',
  },
  limit_reached: {
    status: 409,
    title: 'Limit reached',
    detail: 'This would exceed one of your limits; settle what is open, or ask for a higher limit.',
    retryable: false,
    members: {
      schema: Type.Object({
        limit: figure('How much there may be.'),
        used: figure('How much of it is used.'),
        currency: Type.Optional(currency('Currency of both, where they are amounts of money.')),
        resets_at: Type.Optional(time('When the limit resets, if it applies to a period.')),
      }),
      example: { limit: '5000.00', used: '4800.00', currency: 'USD' },
    },
    happened:
      'You have reached a limit: for example, all open invoice orders together cannot exceed the invoice limit, so many ' +
      'holds may be open at once, ' +
      'the number of endpoints, keys and invitations is limited, and so are the tickets, files and test orders of a ' +
      'day. `detail` names the limit.',
    fix:
      'If there is `resets_at`, wait until then. Otherwise settle, close or delete something that is open, so that ' +
      '`used` falls below `limit`. Ask support for a higher limit if your business needs one.',
  },
  returns_closed: {
    status: 403,
    title: 'Returns not accepted',
    detail: 'Codes cannot be returned here; claim the ones that do not work.',
    retryable: false,
    happened: 'The operator does not accept returns.',
    fix: 'Order only what you need; reserve codes with a hold. For a code that does not work, file a claim.',
    guide: 'holds',
  },
  return_window_closed: {
    status: 409,
    title: 'Return window closed',
    detail: 'This code can no longer be returned: too much time has passed since its delivery.',
    retryable: false,
    fields: 'sometimes',
    members: {
      schema: Type.Object({ closed_at: time('The last moment at which it could be returned.') }),
      example: { closed_at: '2026-11-24T16:00:12.123Z' },
    },
    happened:
      'A code can be returned for a limited time after its `delivered_at`, 24 hours unless the operator set another one. Nothing ' +
      'was returned.',
    fix:
      '`returnable_until` in `GET /orders/{order_id}/codes?masked=true` is the last moment of each code. If `errors` names only ' +
      'some of the codes, leave those out and return the others.',
    guide: 'holds',
  },
  code_revealed: {
    status: 409,
    title: 'Code already read',
    detail: 'A code of this return was read before; leave it out and return the others.',
    retryable: false,
    fields: 'sometimes',
    members: {
      schema: Type.Object({
        codes: Type.Array(Type.String(), { description: 'Ids of the codes that were read.' }),
      }),
      example: { codes: ['cod_01m84f9wa0ep894fyg5a2ba3x0'] },
    },
    happened:
      'A code is returned only if nobody has ever read it. The codes in `codes` were read in `GET /orders/{order_id}/codes`, also ' +
      'if they were sealed, or were named by their text in a claim or a look-up. Nothing was returned.',
    fix:
      'Return the codes that nobody has read. To read only some of an order, name them: ' +
      '`GET /orders/{order_id}/codes?code=cod_…`.',
    guide: 'holds',
  },
  claim_window_closed: {
    status: 409,
    title: 'Claim window closed',
    detail: 'This code can no longer be claimed: the claim window is 168 hours from delivery.',
    retryable: false,
    fields: 'sometimes',
    members: {
      schema: Type.Object({ closed_at: time('The last moment at which it could be claimed.') }),
      example: { closed_at: '2026-11-30T16:00:12.123Z' },
    },
    happened: 'More than 168 hours have passed since `delivered_at` of the code.',
    fix:
      'Check codes soon after delivery: `claimable_until` of each code is its deadline. If `errors` names only some of the ' +
      'codes, leave those out and claim the others.',
    guide: 'claims',
  },
  code_already_claimed: {
    status: 409,
    title: 'Code already claimed',
    detail: 'A code is already in a claim; leave it out or follow that claim.',
    retryable: false,
    fields: 'sometimes',
    members: {
      schema: Type.Object({
        claim_id: Type.String({ description: 'The open or approved claim that has the code.' }),
      }),
      example: { claim_id: 'clm_01m8550q5wfh09e40j8f80ga9b' },
    },
    happened:
      'A code can be in one open or approved claim only, and it cannot be returned while it is in one.',
    fix: 'Follow the earlier claim. You can claim a rejected or withdrawn code again within its window.',
    guide: 'claims',
  },
} as const satisfies Record<string, ErrorEntry>;

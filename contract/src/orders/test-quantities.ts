/** What an order of exactly so many codes does in test mode. Any other quantity is delivered at once. */
export const testQuantities = {
  delayed: {
    quantity: 101,
    result: '`paid`, then `delivered` after 5 seconds. With `"fill": "wait"`: `pending` until then',
  },
  failing: {
    quantity: 102,
    result: '`paid`, then `failed` (`upstream_failed`) after 5 seconds; the money is back',
  },
  waiting: {
    quantity: 103,
    result: '`pending` until you cancel it, as an order that waits for our approval',
  },
  outOfStock: {
    quantity: 104,
    result:
      '409 `out_of_stock`. With `"fill": "available"`: 52 codes are delivered. With `"fill": "wait"`: `pending` until `expires_at`',
  },
  unpaid: { quantity: 105, result: '402 `insufficient_balance`, whatever your balance is' },
} as const;

/** How long a test order stays `paid`, or waits for codes that come. */
export const testDelaySeconds = 5;
/** How many codes `"fill": "available"` delivers where a test order asks for more than there are. */
export const testCodesInStock = 52;

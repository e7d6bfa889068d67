import { CODES_PER_ORDER } from './order-requests.ts';
import type { Buyer, ShopProduct } from './shop.ts';

const AT_ONCE = 16;

/** Places holds of 10 codes, and makes the requests that confirm them, each with a key of its own. */
export async function confirmRequests(
  url: URL,
  buyers: readonly Buyer[],
  products: readonly ShopProduct[],
  count: number,
): Promise<string[]> {
  const draw = <Each>(from: readonly Each[]) =>
    from[Math.floor(Math.random() * from.length)] as Each;
  const requests: string[] = [];
  const place = async () => {
    while (requests.length < count) {
      const { key } = draw(buyers);
      const { region, denomination } = draw(products);
      const reply = await fetch(new URL('/api/v1/orders', url), {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify({ region, denomination, quantity: CODES_PER_ORDER, payment: 'hold' }),
      });
      const { id } = (await reply.json()) as { id: string };
      if (reply.status !== 201) throw new Error(`a hold was answered with ${reply.status}`);
      requests.push(
        `POST /api/v1/orders/${id}/confirm HTTP/1.1\r\nHost: ${url.host}\r\n` +
          `Authorization: Bearer ${key}\r\nIdempotency-Key: confirm-${id}\r\nContent-Length: 0\r\n\r\n`,
      );
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, place));
  return requests;
}

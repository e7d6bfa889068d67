import type { Buyer, ShopProduct } from './shop.ts';

export const CODES_PER_ORDER = 10;

let placed = 0;

/**
 * Makes order requests as a partner's program sends them: with a key, an Idempotency-Key and a reference that were
 * never used before; buyer and product are chosen at random.
 */
export function orderRequests(
  url: URL,
  buyers: readonly Pick<Buyer, 'key'>[],
  products: readonly Pick<ShopProduct, 'region' | 'denomination'>[],
): () => string {
  const heads = buyers.map(
    ({ key }) =>
      `POST /api/v1/orders HTTP/1.1\r\nHost: ${url.host}\r\nAuthorization: Bearer ${key}\r\n` +
      'Content-Type: application/json\r\nIdempotency-Key: ',
  );
  const bodies = products.map(
    ({ region, denomination }) =>
      `{"region":"${region}","denomination":${denomination},"quantity":${CODES_PER_ORDER}` +
      ',"reference":"',
  );
  const draw = (from: readonly string[]) => from[Math.floor(Math.random() * from.length)];
  return () => {
    placed += 1;
    const name = `bench-${placed}`;
    const body = `${draw(bodies)}${name}"}`;
    return `${draw(heads)}${name}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  };
}

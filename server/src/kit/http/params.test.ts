/** Guards: an id in a path reaches its handler as its UUID, and an invalid one as not found. */
import {
  type Operation,
  operations,
  type WebAppOperation,
  webAppOperations,
} from '@psnb2b/contract';
import { describe, expect, test } from 'vitest';
import { formatId, newUuid } from '../ids.ts';
import { paramsReader } from './params.ts';

const all: (Operation | WebAppOperation)[] = [
  ...Object.values(operations),
  ...Object.values(webAppOperations).flatMap((webApp) => Object.values<WebAppOperation>(webApp)),
];
const withIds = all.filter(({ path }) => /_id\}/.test(path));

describe.each(withIds)('$id', ({ path, params }) => {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
  const read = paramsReader(params);

  test('is of the kind that the name of the parameter says', () => {
    expect(names.sort()).toEqual(Object.keys(params?.properties ?? {}).sort());
    for (const wrong of ['', 'x', newUuid(), formatId('whd', newUuid())]) {
      const given = Object.fromEntries(names.map((name) => [name, wrong]));
      expect(() => read(given)).toThrow(expect.objectContaining({ code: 'not_found' }));
    }
  });
});

test('a handler gets UUIDs, and names as they are in the path', () => {
  const { getOrder } = operations;
  const orderId = newUuid();
  expect(paramsReader(getOrder.params)({ order_id: formatId('ord', orderId) })).toEqual({
    order_id: orderId,
  });
  const sku = { sku: 'psn-us-10' };
  expect(paramsReader(webAppOperations.console.getProduct.params)(sku)).toEqual(sku);
  expect(paramsReader(undefined)({})).toEqual({});
});

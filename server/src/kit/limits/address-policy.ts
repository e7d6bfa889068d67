import { networksOf } from '../addresses/index.ts';
import { createPolicy, type Policy } from './policy.ts';

/**
 * So many a minute from one address, and more from each wider network of it. `what` keeps counts of
 * different things apart.
 */
export function addressPolicy(address: string, perMinute: number, what: string): Policy {
  const [first, ...wider] = networksOf(address).map(({ name, allowance }) => ({
    key: `${what} ${name}`,
    limit: perMinute * allowance,
  }));
  return createPolicy('address', [first as NonNullable<typeof first>, ...wider]);
}

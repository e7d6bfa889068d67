import { networksWithin } from '../kit/addresses/index.ts';
import type { FieldError } from '../kit/refusal.ts';
import type { Key } from './key.ts';

type Rights = Pick<Key, 'scopes' | 'allowCidr' | 'dailySpend' | 'dailyQuantity'>;

/** Where new terms give a key more than it has, by the member that does. */
export function wideningFaults(before: Rights, after: Rights): FieldError[] {
  const faults: FieldError[] = [];
  const fault = (pointer: string, code: FieldError['code'], detail: string) =>
    faults.push({ pointer, code, detail: `${detail} Ask support to widen a key.` });
  const added = after.scopes.filter((scope) => !before.scopes.includes(scope));
  if (added.length > 0) fault('/scopes', 'enum', `The key has not the scope ${added.join(', ')}.`);
  if (before.allowCidr.length > 0 && !isWithin(after.allowCidr, before.allowCidr)) {
    fault('/allow_cidr', 'enum', 'A network is not inside those that the key has.');
  }
  if (exceeds(after.dailySpend, before.dailySpend)) {
    fault('/daily_spend', 'maximum', 'It is higher than the cap that the key has.');
  }
  if (exceeds(after.dailyQuantity, before.dailyQuantity)) {
    fault('/daily_quantity', 'maximum', 'It is higher than the cap that the key has.');
  }
  return faults;
}

/** No networks mean everywhere. */
function isWithin(inner: readonly string[], outer: readonly string[]): boolean {
  return inner.length > 0 && networksWithin(inner, outer);
}

/** No cap is the highest. */
function exceeds(after: number | null, before: number | null): boolean {
  return before !== null && (after === null || after > before);
}

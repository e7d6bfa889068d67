import { networksWithin } from '../kit/addresses/index.ts';
import type { FieldError } from '../kit/refusal.ts';
import type { Key } from './key.ts';

type Rights = Pick<Key, 'scopes' | 'allowCidr' | 'dailySpend' | 'dailyQuantity'>;

/** The members by which new terms give a key more rights than it has. */
export function wideningFaults(before: Rights, after: Rights): FieldError[] {
  const faults: FieldError[] = [];
  const fault = (pointer: string, code: FieldError['code'], detail: string) =>
    faults.push({ pointer, code, detail: `${detail} Ask support to extend the rights of a key.` });
  const added = after.scopes.filter((scope) => !before.scopes.includes(scope));
  if (added.length > 0)
    fault('/scopes', 'enum', `The key does not have the scope ${added.join(', ')}.`);
  if (before.allowCidr.length > 0 && !isWithin(after.allowCidr, before.allowCidr)) {
    fault('/allow_cidr', 'enum', 'A network is outside the networks of the key.');
  }
  if (exceeds(after.dailySpend, before.dailySpend)) {
    fault('/daily_spend', 'maximum', 'It is higher than the current cap of the key.');
  }
  if (exceeds(after.dailyQuantity, before.dailyQuantity)) {
    fault('/daily_quantity', 'maximum', 'It is higher than the current cap of the key.');
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

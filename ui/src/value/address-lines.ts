import type { Address } from '@psnb2b/contract';
import { countryName } from './countries.ts';

/** An address as it is written on an envelope, line by line. */
export function addressLines(address: Address | null): string {
  if (address === null) return '';
  const { line1, line2, postal_code, city, state, country } = address;
  const place = [postal_code, city].filter(Boolean).join(' ');
  return [line1, line2, place, state, countryName(country)].filter(Boolean).join('\n');
}

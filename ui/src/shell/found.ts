import type { Address } from '../pages/address.ts';

/** A search result with its address. */
export interface Found {
  readonly to: Address<string>;
  readonly title: string;
  readonly line?: string;
}

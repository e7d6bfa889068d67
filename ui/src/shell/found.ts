import type { Address } from '../pages/address.ts';

/** Something that a search found, and where it is. */
export interface Found {
  readonly to: Address<string>;
  readonly title: string;
  readonly line?: string;
}

import type { Address } from '../pages/address.ts';

/** A search result with its address. */
export interface Found {
  readonly to: Address<string>;
  readonly title: string;
  readonly line?: string;
  /** The heading above it and its like. */
  readonly group: string;
  /** A code that the page is to look up; it is handed over in memory. */
  readonly hands?: string;
}

/** Something that a person can do from the palette. */
export interface PaletteAct {
  readonly title: string;
  readonly line?: string;
  /** Other words by which it is found. */
  readonly words?: string;
  /** Its shortcut, such as `g n`. */
  readonly key?: string;
  readonly run: () => void;
}

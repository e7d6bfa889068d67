import type { KeyObject } from 'node:crypto';

/** What e-mails to people take. A verb that changes security, rights or money terms asks for one. */
export interface Teller {
  /** Seals the links that open something. */
  readonly mailKey: KeyObject;
  readonly publicUrl: () => string;
}

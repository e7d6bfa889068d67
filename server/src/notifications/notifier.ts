import type { KeyObject } from 'node:crypto';

/** What is needed to write e-mails to people. Verbs that change security, rights or money terms require it. */
export interface Notifier {
  /** Seals links that grant access. */
  readonly mailKey: KeyObject;
  readonly publicUrl: () => string;
}

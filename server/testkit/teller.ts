import { createSecretKey, randomBytes } from 'node:crypto';
import type { Teller } from '../src/notifications/index.ts';

/** What verbs need to tell people, for tests without a whole shop; links in its e-mails open nothing. */
export const testTeller: Teller = {
  mailKey: createSecretKey(randomBytes(32)),
  publicUrl: () => 'http://shop.example',
};

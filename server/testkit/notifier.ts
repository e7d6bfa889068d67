import { createSecretKey, randomBytes } from 'node:crypto';
import type { Notifier } from '../src/notifications/index.ts';

/** What verbs need to notify people, for tests without a whole shop; the links in its e-mails lead nowhere. */
export const testNotifier: Notifier = {
  mailKey: createSecretKey(randomBytes(32)),
  publicUrl: () => 'http://shop.example',
};

import { Deliverer } from '../src/webhooks/index.ts';
import type { Shop } from './shop.ts';

/** Sends every event that is due, as the worker does. */
export async function sendWebhooks({ app }: Shop): Promise<void> {
  await using deliverer = new Deliverer(app);
  await deliverer.drain();
}

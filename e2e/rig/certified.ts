import { testErrorHeader } from '@psnb2b/contract';
import { parseId } from '@psnb2b/server/testkit';
import type { Desk } from './desk.ts';

/** Reports what a program did in test mode, twice: the second time it does better, and we see some of it. */
export async function certified({ shop, clock }: Desk, partner: string): Promise<void> {
  const partnerId = parseId('prt', partner) ?? '';
  const { text: key } = await shop.key(partnerId, { mode: 'test' });
  const report = (checks: Readonly<Record<string, string>>) =>
    shop.call('POST', '/test/certifications', {
      key,
      body: {
        checks: Object.entries(checks).map(([check, state]) => ({ check, state })),
        program_version: '0.1.0',
        took_seconds: 600,
      },
    });
  await report({ 'lost-reply': 'failed', 'rate-limit': 'failed' });
  const body = { region: 'US', denomination: 50, quantity: 1 };
  const order = { key, body, idempotencyKey: 'certified' };
  const headers = { [testErrorHeader]: 'outcome_unknown' };
  await shop.call('POST', '/orders', { ...order, headers });
  clock.advance(1_000);
  await shop.call('POST', '/orders', order);
  clock.advance(1_000);
  await report({
    ...{ 'lost-reply': 'passed', 'unknown-outcome': 'passed', 'rate-limit': 'passed' },
    ...{ 'price-change': 'passed', 'webhook-signature': 'passed', 'webhook-duplicate': 'passed' },
    'webhook-order': 'failed',
  });
}

import { bodyOf, countPaces, parseId, signUp, type Visitor } from '@psnb2b/server/testkit';
import type { Desk } from './desk.ts';

/**
 * Adds to queues what nothing else brings into them: a product that is low, tickets with a request for access, a suspended business, and e-mails that no
 * server took.
 */
export async function addWaiting(
  { shop, clock }: Desk,
  owner: Visitor,
  admin: Visitor,
): Promise<void> {
  await bodyOf(clock, admin.call('PUT', '/stock/PSN-US-50/threshold', { body: { codes: 500 } }));
  await countPaces(shop.app);
  for (const [topic, subject] of [
    ['api_access', 'Access for our second shop'],
    ['other', 'Holidays'],
  ]) {
    const question = { topic, subject, text: 'We sell in two countries. When do you close?' };
    await bodyOf(clock, owner.post('/tickets', question));
  }
  const other = await signUp(shop, 'Harbour Games');
  const suspended = 'Its bank asked us to wait.';
  await shop.change(parseId('prt', other.partnerId) ?? '', { suspended });
  await shop.rows(
    `INSERT INTO kit.emails (email_id, recipient, template, subject, body_text, body_html, status, attempts, next_at,
                             last_error, created_at)
     SELECT gen_random_uuid(), to_whom, 'ticket_answered', 'We answered your ticket', 'See the portal.', '', 'failed', 8, $1,
            '550 no such inbox', $1
       FROM unnest(ARRAY['buyer@gone.example', 'owner@gone.example']) AS to_whom RETURNING 1`,
    [clock.now()],
  );
}

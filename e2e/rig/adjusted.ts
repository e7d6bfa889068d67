import { bodyOf, staff, stepUp, type Visitor } from '@psnb2b/server/testkit';
import type { Desk } from './desk.ts';

/** Corrects a balance: one proposes, another agrees; and writes a note about the business. */
export async function adjusted(
  { shop, clock }: Desk,
  admin: Visitor,
  partner_id: string,
): Promise<void> {
  const { visitor: finance } = await staff(shop, 'finance');
  await stepUp(clock, finance);
  const wanted = { partner_id, direction: 'add', amount: '12.50', reason: 'A late delivery.' };
  const { id } = await bodyOf(clock, finance.post<{ id: string }>('/adjustments', wanted));
  await bodyOf(clock, admin.post(`/proposals/${id}/approve`));
  const note = { text: 'Pays on Fridays.\nAsk for Ada.', pinned: true };
  await bodyOf(clock, admin.post(`/partners/${partner_id}/notes`, note));
}

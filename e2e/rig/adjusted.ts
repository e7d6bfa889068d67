import { bodyOf, staff, stepUp, type Visitor } from '@psnb2b/server/testkit';
import type { Desk } from './desk.ts';

/** Corrects a balance: one proposes, another agrees. */
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
}

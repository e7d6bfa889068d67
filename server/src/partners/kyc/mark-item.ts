import { type KycItem, kycCan } from '@psnb2b/contract';
import type { Signer } from '../../identity/index.ts';
import type { Tx } from '../../kit/database/index.ts';
import { invalid } from '../../kit/refusal.ts';
import type { Vault } from '../../vault/index.ts';
import { checkCan } from './check-can.ts';
import { readChecklist } from './given-items.ts';
import type { KycCase } from './kyc-case.ts';
import { lockCase, recordStep, setMark } from './store.ts';

/**
 * Ticks an item, requests it again, or undoes either, while the case is under review. The partner learns of a request only when
 * the reviewer sends it.
 */
export async function markItem(
  tx: Tx,
  vault: Vault,
  caseId: string | null,
  mark: {
    readonly item: KycItem;
    readonly state: 'given' | 'accepted' | 'asked';
    readonly note: string | null;
  },
  person: Signer,
): Promise<KycCase> {
  const kyc = await lockCase(tx, caseId);
  checkCan(kycCan.askForMore(kyc), kyc, 'Only a submitted case is reviewed.');
  const { item, state, note } = mark;
  const before = (await readChecklist(tx, vault, kyc, 'staff')).find((each) => each.item === item);
  if (state === 'accepted' && before?.state === 'missing') {
    const detail = 'The partner has not provided this item; request it instead.';
    throw invalid({ pointer: '/state', code: 'enum', detail });
  }
  const told = state === 'accepted';
  await setMark(tx, kyc.caseId, item, state === 'given' ? null : { state, note, told });
  await recordStep(tx, kyc, person, {
    event: 'item_marked',
    text: note ? `${item}: ${state} — ${note}` : `${item}: ${state}`,
    internal: true,
    detail: { item, before: before?.state, after: state },
  });
  return kyc;
}

import * as contract from '@psnb2b/contract';
import * as bank from '../../bank-statements/index.ts';
import { findDeposits } from '../../funding/index.ts';
import { actorTexts } from '../../identity/index.ts';
import { required } from '../../kit/assert.ts';
import type { Db } from '../../kit/database/index.ts';
import { formatId } from '../../kit/ids.ts';
import { formatMoney } from '../../kit/money.ts';
import { present } from '../../kit/present.ts';
import { type Candidate, findCandidates } from '../../matching/index.ts';
import { tenantPartners } from '../../partners/index.ts';
import { partnerRefs } from './partner-refs.ts';

/** Lines with their deposits, and the open ones with whose payment they may be. */
export async function presentBankLines(
  db: Db,
  lines: readonly bank.BankLine[],
  { candidates = true }: { readonly candidates?: boolean } = {},
): Promise<contract.BankLine[]> {
  const accounts = await bank.listBankAccounts(db);
  const names = new Map(accounts.map(({ accountId, name }) => [accountId, name]));
  const parts = await bank.partsOf(
    db,
    lines.map(({ lineId }) => lineId),
  );
  const all = [...parts.values()].flat();
  const deposits = await findDeposits(
    db,
    all.map(({ depositId }) => depositId),
  );
  const owners = await tenantPartners(
    db,
    all.map(({ tenantId }) => tenantId),
  );
  const found: ReadonlyMap<string, Candidate[]> = candidates
    ? await findCandidates(db, lines)
    : new Map();
  const ownerOf = (tenantId: number) => required(owners.get(tenantId), 'a tenant has its partner');
  const ref = await partnerRefs(db, [
    ...all.map(({ tenantId }) => ({ partnerId: ownerOf(tenantId) })),
    ...[...found.values()].flat(),
  ]);
  const actors = await actorTexts(
    db,
    lines.flatMap(({ changedBy }) => changedBy ?? []),
  );
  const returns = await bank.returnsOf(db, lines);
  return lines.map((line) => {
    const back = returns.get(line.lineId);
    const own = parts.get(line.lineId) ?? [];
    const matched = own.reduce((sum, { amount }) => sum + amount, 0);
    const isOpen = line.state === 'open' || line.state === 'matched';
    return present(contract.BankLine, line, {
      account: {
        id: formatId('bac', line.accountId),
        name: required(names.get(line.accountId), 'a line has its account'),
      },
      left: formatMoney(isOpen ? line.amount - matched : 0, line.currency),
      deposits: own.map(({ depositId, tenantId, amount }) => ({
        deposit_id: formatId('dep', depositId),
        partner: ref(ownerOf(tenantId)),
        amount: formatMoney(amount, line.currency),
        status: required(deposits.get(depositId), 'a part has its deposit').status,
      })),
      // nothing: it is not open.
      candidates: (found.get(line.lineId) ?? []).map((each) => ({
        partner: ref(each.partnerId),
        currency: each.currency,
        deposit_id: each.depositId && formatId('dep', each.depositId),
        facts: each.facts.map((fact) => ({ ...fact })),
        certain: each.certain,
      })),
      returned_by: back ? formatId('bln', back.lineId) : null,
      returned_on: back?.bookedOn ?? null,
      changed_by: line.changedBy && actors(line.changedBy),
    });
  });
}

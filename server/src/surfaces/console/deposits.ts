import * as contract from '@psnb2b/contract';
import { findDepositMethod } from '../../deposit-methods/index.ts';
import * as funding from '../../funding/index.ts';
import { actorTexts } from '../../identity/index.ts';
import { required } from '../../kit/assert.ts';
import { NumberText } from '../../kit/csv/index.ts';
import type { Db } from '../../kit/database/index.ts';
import { filters, given } from '../../kit/given.ts';
import { countedPage, csvList, json, pageAndFilters } from '../../kit/http/index.ts';
import { formatId } from '../../kit/ids.ts';
import { formatMoney } from '../../kit/money.ts';
import { present } from '../../kit/present.ts';
import { pointTo } from '../../kit/refusal.ts';
import { balancesOf } from '../../ledger/index.ts';
import { tenantOf, tenantPartners } from '../../partners/index.ts';
import { subjectsThatWait } from '../../proposals/index.ts';
import { type ConsoleCall, onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { partnerRefs } from '../present/partner-refs.ts';
import { proposedReply } from '../present/proposal.ts';

/** Payments of partners, for staff. */
export function depositRoutes(parts: Parts) {
  const { database } = parts;
  const { reads } = database;
  const show = async (deposit: funding.Deposit) =>
    required((await presentAll(reads, [deposit]))[0], 'a deposit is shown');
  const currencyOf = async (depositId: string) =>
    (await funding.findDeposit(reads, depositId)).currency;
  return onConsole({
    listDeposits: async ({ query }) => {
      const [page, asked] = pageAndFilters(query);
      const { tenantId, of } = await wantedBy(reads, asked);
      const oldestFirst = asked.status === 'waiting';
      return countedPage(
        funding.depositPages,
        page,
        (rows) => funding.listDeposits(reads, tenantId, { ...rows, ...of, oldestFirst }),
        (found) => presentAll(reads, found),
        (most) => funding.countDeposits(reads, tenantId, of, most),
      );
    },
    exportDeposits: async (call) => {
      const { raw = false, ...asked } = call.query;
      const { tenantId, of } = await wantedBy(reads, asked);
      return csvList(
        call,
        { name: 'deposits.csv', columns: contract.staffDepositCsvColumns },
        funding.depositPages,
        { raw },
        (rows) => funding.listDeposits(reads, tenantId, { ...rows, ...of }),
        async (found) => (await presentAll(reads, found)).map(depositLine),
      );
    },
    recordDeposit: async ({ body, by }) => {
      const { partnerId, methodId, ...payment } = given(contract.DepositRecord, body);
      const payer = await tenantOf(reads, partnerId, 'live').catch(pointTo('/partner_id'));
      const method = await findDepositMethod(reads, methodId).catch(pointTo('/method_id'));
      const { amount } = given(contract.DepositRecord, body, payer.currency);
      const wanted = { ...payment, payer, method, amount };
      const { deposit, isNew } = await database.transaction((tx) =>
        funding.recordDeposit(tx, wanted, by),
      );
      return json(201, { ...(await show(deposit)), repeated: !isNew });
    },
    updateDeposit: async ({ params: { deposit_id: id }, body, by }) => {
      const facts = given(contract.DepositUpdate, body, await currencyOf(id));
      const step = database.transaction((tx) => funding.updateDeposit(tx, id, facts, by));
      return json(200, await show(await step));
    },
    creditDeposit: async ({ params: { deposit_id: id }, body, by }) => {
      const { amount } = given(contract.DepositCredit, body, await currencyOf(id));
      return json(200, await show(await funding.creditRecorded(parts, id, amount, by)));
    },
    reviewDeposit: async ({ params: { deposit_id: id }, body, by }) => {
      const step = database.transaction((tx) =>
        funding.reviewDeposit(tx, parts, id, body.reason, by),
      );
      return json(200, await show(await step));
    },
    rejectDeposit: async ({ params: { deposit_id: id }, body, by }) => {
      const step = database.transaction((tx) =>
        funding.rejectDeposit(tx, parts, id, body.reason, by),
      );
      return json(200, await show(await step));
    },
    reverseDeposit: async (call) => {
      const { params, body, by } = call;
      const done = await funding.reverseDeposit(parts, params.deposit_id, body.reason, by);
      if (done.proposal) return proposedReply(reads, done.proposal, call);
      return json(200, await show(done.deposit));
    },
  });
}

/** The payments that staff ask for, and whose (null: everybody's): what the list shows, its export has. */
async function wantedBy(db: Db, asked: Omit<ConsoleCall<'exportDeposits'>['query'], 'raw'>) {
  const { status, partnerId, reference } = filters(contract.StaffDepositFilters, asked);
  const tenant = partnerId === undefined ? null : await tenantOf(db, partnerId, 'live');
  const of = {
    mode: 'live' as const,
    status: status === 'waiting' ? contract.depositsWaiting : status && [status],
    referencePart: reference && funding.referenceKey(reference),
  };
  return { tenantId: tenant === null ? null : tenant.tenantId, of };
}

function depositLine({ partner, ...deposit }: contract.StaffDeposit): contract.StaffDepositCsvLine {
  const number = (text: string | null) => (text === null ? null : new NumberText(text));
  return {
    ...deposit,
    ...{ partner_id: partner.id, partner: partner.name },
    ...{ sent_amount: number(deposit.sent_amount), amount: number(deposit.amount) },
  };
}

/** What it would mean to take credited deposits back now; null for others. */
async function reversalsOf(db: Db, deposits: readonly funding.Deposit[]) {
  const credited = deposits.filter(({ status }) => status === 'credited');
  const subjectOf = ({ depositId }: funding.Deposit) => formatId('dep', depositId);
  const waiting = await subjectsThatWait(db, 'deposit_reversal', credited.map(subjectOf));
  const tenants = credited.map(({ tenantId }) => tenantId);
  const balances = await balancesOf(db, tenants);
  return (deposit: funding.Deposit): contract.StaffDeposit['reversal'] => {
    const { amount, currency, status, tenantId } = deposit;
    if (status !== 'credited' || amount === null) return null;
    const balance = required(balances.get(tenantId), 'a tenant has a balance');
    const proposalId = waiting.get(subjectOf(deposit));
    return {
      proposal_id: proposalId === undefined ? null : formatId('prp', proposalId),
      balance: formatMoney(balance, currency),
      balance_after: formatMoney(balance - amount, currency),
    };
  };
}

async function presentAll(db: Db, deposits: readonly funding.Deposit[]) {
  const owners = await tenantPartners(
    db,
    deposits.map(({ tenantId }) => tenantId),
  );
  const rows = deposits.map((deposit) => ({
    ...deposit,
    partnerId: required(owners.get(deposit.tenantId), 'a deposit has its partner'),
  }));
  const ref = await partnerRefs(db, rows);
  const actors = rows.flatMap((each) =>
    [each.recordedBy, each.amountBy, each.creditedBy, each.reversedBy].filter(
      (who) => who !== null,
    ),
  );
  const names = await actorTexts(db, actors);
  const name = (actor: string | null) => actor && names(actor);
  const reversal = await reversalsOf(db, deposits);
  return rows.map((row) =>
    present(contract.StaffDeposit, row, {
      sent_amount: funding.sentText(row),
      reversal: reversal(row),
      partner: ref(row.partnerId),
      recorded_by: names(row.recordedBy),
      amount_by: name(row.amountBy),
      credited_by: name(row.creditedBy),
      reversed_by: name(row.reversedBy),
    }),
  );
}

import * as contract from '@psnb2b/contract';
import { NumberText } from '../../kit/csv/index.ts';
import type { Db } from '../../kit/database/index.ts';
import { filters } from '../../kit/given.ts';
import { csvList, json, pageAndFilters, pageBothWays } from '../../kit/http/index.ts';
import { formatId, type IdPrefix } from '../../kit/ids.ts';
import { present } from '../../kit/present.ts';
import { invalid } from '../../kit/refusal.ts';
import * as ledger from '../../ledger/index.ts';
import { tenantOf } from '../../partners/index.ts';
import * as sales from '../../sales/index.ts';
import { type ConsoleCall, onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { withPartners } from '../present/partner-refs.ts';

/** What a transfer of each kind is for. */
const ABOUT: Readonly<Record<contract.TransferKind, IdPrefix>> = {
  order: 'ord',
  hold: 'ord',
  capture: 'ord',
  release: 'ord',
  deposit: 'dep',
  reversal: 'dep',
  refund: 'cod',
  return: 'cod',
  adjustment: 'prp',
};

/** The ledger, for staff who look after money. */
export function ledgerRoutes({ database }: Parts) {
  const { reads } = database;
  return onConsole({
    getTrialBalance: async ({ query, at }) => {
      const { day = null, mode = 'live' } = filters(contract.TrialBalanceQuery, query);
      const { zone } = await sales.readToday(reads, at);
      const ends = day === null ? null : await endOfDay(reads, day);
      const sums =
        mode === 'live'
          ? await sales.trialBalance(reads, day)
          : await ledger.sumPostings(reads, mode, ends);
      return json(200, presentBalance(sums, { mode, day, zone, asOf: ends ?? at }));
    },
    listTransfers: async ({ query }) => {
      const [page, asked] = pageAndFilters(query);
      const wanted = await wantedBy(reads, asked);
      return pageBothWays(
        ledger.ledgerPages,
        page,
        (rows) => ledger.listTransfers(reads, { ...rows, ...wanted }),
        (found) => presentAll(reads, found),
      );
    },
    exportTransfers: async (call) => {
      const { raw = false, ...asked } = call.query;
      const wanted = await wantedBy(reads, asked);
      const name = wanted.mode === 'test' ? 'test-transfers.csv' : 'transfers.csv';
      return csvList(
        call,
        { name, columns: contract.ledgerTransferCsvColumns },
        ledger.ledgerPages,
        { raw },
        (rows) => ledger.listTransfers(reads, { ...rows, ...wanted }),
        async (found) => (await presentAll(reads, found)).map(lineOf),
      );
    },
  });
}

/** The transfers that staff ask for: what the list shows, its export has. */
async function wantedBy(db: Db, asked: Omit<ConsoleCall<'exportTransfers'>['query'], 'raw'>) {
  const { mode = 'live', partnerId, ...wanted } = filters(contract.LedgerTransferFilters, asked);
  const tenantId =
    partnerId === undefined ? undefined : (await tenantOf(db, partnerId, mode)).tenantId;
  return { mode, tenantId, ...wanted };
}

function endOfDay(db: Db, day: string): Promise<Date> {
  if (!sales.isDay(day))
    throw invalid({ pointer: '/day', code: 'format', detail: 'It is not a day of the calendar.' });
  return sales.startOfDay(db, sales.addDays(day, 1));
}

interface Shown {
  readonly mode: 'live' | 'test';
  readonly day: string | null;
  readonly zone: string;
  readonly asOf: Date;
}

function presentBalance(sums: readonly ledger.AccountSum[], shown: Shown) {
  const rows = sums.map(({ balance, kind, ...row }) => ({
    ...{ ...row, account: kind },
    ...{ debit: Math.max(0, -balance), credit: Math.max(0, balance) },
  }));
  const totals = [...Map.groupBy(rows, ({ currency }) => currency).values()];
  const sum = (some: typeof rows, side: 'debit' | 'credit') =>
    some.reduce((total, row) => total + row[side], 0);
  const whole = totals.flatMap((some) => {
    const [first] = some;
    if (!first) return [];
    const [debit, credit] = [sum(some, 'debit'), sum(some, 'credit')];
    const { currency } = first;
    return [{ currency, debit, credit, difference: credit - debit }];
  });
  const balanced = whole.every(({ difference }) => difference === 0);
  return present(contract.TrialBalance, { ...shown, balanced, rows, sums: whole });
}

async function presentAll(db: Db, found: readonly ledger.LedgerEntry[]) {
  const rows = await withPartners(db, found);
  return rows.map(({ partner, ...row }) =>
    present(contract.LedgerTransfer, row, {
      partner,
      about_id:
        row.mode === 'test' && row.kind === 'adjustment'
          ? null
          : formatId(ABOUT[row.kind], row.reference),
    }),
  );
}

function lineOf({
  partner,
  amount,
  ...row
}: contract.LedgerTransfer): contract.LedgerTransferCsvLine {
  const named = { partner_id: partner?.id ?? null, partner: partner?.name ?? null };
  return { ...row, ...named, amount: new NumberText(amount) };
}

import * as contract from '@psnb2b/contract';
import { type Debt, sumDebts } from '../../invoicing/index.ts';
import { csvLine, NumberText } from '../../kit/csv/index.ts';
import { csvFile, json, whole } from '../../kit/http/index.ts';
import { present } from '../../kit/present.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { withPartners } from '../present/partner-refs.ts';

interface Asked {
  readonly q?: string;
  readonly currency?: string;
  readonly show?: string;
}

/** What businesses owe, by how late it is, for staff who may see money. */
export function ageingRoutes({ database: { reads } }: Parts) {
  const find = async ({ q, currency, show }: Asked, at: Date) => {
    const { debts } = await sumDebts(reads, at);
    const lines = await withPartners(reads, debts.filter(isAsked({ currency, show })));
    const part = q?.trim().toLowerCase();
    return lines
      .filter(({ partner }) => part === undefined || partner.name.toLowerCase().includes(part))
      .map(({ partner, ...line }) => present(contract.AgeingLine, line, { partner }));
  };
  return onConsole({
    listAgeing: async ({ query, at }) => whole(await find(query, at)),
    getAgeingSums: async ({ at }) => {
      const { sums } = await sumDebts(reads, at);
      const agrees = sums.every(({ owed, ledger }) => owed === ledger);
      return json(200, present(contract.AgeingSums, { asOf: at, agrees, sums }));
    },
    exportAgeing: async ({ query, at, isHead }) => {
      const { raw = false, ...asked } = query;
      return csvFile('ageing.csv', isHead ? undefined : csvOf(await find(asked, at), { raw }));
    },
  });
}

function isAsked({ currency, show }: { currency: string | undefined; show: string | undefined }) {
  return (debt: Debt) =>
    (currency === undefined || debt.currency === currency) &&
    (show === undefined || debt.overdue > 0);
}

/** One piece: a line for each business that owes something. */
async function* csvOf(lines: readonly contract.AgeingLine[], form: { readonly raw: boolean }) {
  const { ageingCsvColumns: columns } = contract;
  const rows = lines.map(({ partner, ...line }) => {
    const money = (text: string) => new NumberText(text);
    const row: contract.AgeingCsvLine = {
      ...{ ...line, partner_id: partner.id, partner: partner.name },
      ...{ owed: money(line.owed), uninvoiced: money(line.uninvoiced) },
      ...{ not_due: money(line.not_due), days_30: money(line.days_30) },
      ...{ days_60: money(line.days_60), days_90: money(line.days_90) },
      ...{ older: money(line.older), overdue: money(line.overdue) },
      credit_limit: money(line.credit_limit),
    };
    return csvLine(
      columns.map((column) => row[column]),
      form,
    );
  });
  yield Buffer.from([csvLine(columns), ...rows].join(''));
}

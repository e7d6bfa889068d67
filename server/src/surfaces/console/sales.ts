import * as contract from '@psnb2b/contract';
import { filters } from '../../kit/given.ts';
import { csvFile, json } from '../../kit/http/index.ts';
import { present } from '../../kit/present.ts';
import {
  askedRange,
  dayEndsCsv,
  presentSales,
  salesCsv,
  salesReport,
} from '../../reports/index.ts';
import {
  chosenRange,
  compareWithLedger,
  daysOf,
  readDayEnds,
  readToday,
  WAITING_MAX,
} from '../../sales/index.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';

/** Who sees what codes have cost. */
const COST_READERS: ReadonlySet<string> = new Set(contract.costReaders);

/** What was sold, at what margin, and how the money moved, for staff. */
export function salesRoutes({ database, catalog }: Parts) {
  const { reads } = database;
  return onConsole({
    getSales: async ({ query, caller, at }) => {
      const asked = filters(contract.SalesQuery, query);
      const report = await salesReport(reads, catalog.current, asked, at);
      return json(200, presentSales(report, COST_READERS.has(caller.role), at));
    },
    exportSales: async (call) => {
      const { query, isHead, at } = call;
      const asked = filters(contract.SalesExportQuery, query);
      const report = await salesReport(reads, catalog.current, asked, at);
      const name = `sales-${report.by}-${report.from}-${report.to}.csv`;
      return csvFile(name, isHead ? undefined : salesCsv(report, query, at));
    },
    getSalesAgreement: async ({ query, at }) => {
      const { zone, today } = await readToday(reads, at);
      const range = askedRange(query, today);
      const found = await compareWithLedger(reads, range, at);
      const currencies = found.currencies.map((each) => ({
        ...each,
        difference: each.sales - each.ledger,
      }));
      const row = { ...found, ...range, timeZone: zone, asOf: at, currencies };
      return json(200, present(contract.SalesAgreement, row));
    },
    getDayEnd: async ({ query, at }) => {
      const { zone, today, waiting } = await readToday(reads, at);
      // nothing: without a day it is today's.
      const day = query.day ?? today;
      const { days, ledger } = await readDayEnds(reads, chosenRange(day, day, today), [day]);
      const currencies = days.map(({ currency, entries, closing }) => {
        // nothing: a currency without accounts has no balance.
        const booked = ledger.get(currency) ?? 0;
        const shown = entries.map((each) => ({
          ...each,
          ...{ currency, total: each.available + each.held },
        }));
        return { currency, entries: shown, ledger: booked, difference: closing - booked };
      });
      const row = { day, timeZone: zone, asOf: at, isOpen: day === today, currencies };
      return json(200, present(contract.DayEnd, { ...row, isComplete: waiting <= WAITING_MAX }));
    },
    exportDayEnds: async ({ query, isHead, at }) => {
      const { today, zone } = await readToday(reads, at);
      const range = askedRange(query, today);
      const found = await readDayEnds(reads, range, daysOf(range));
      const name = `day-ends-${range.from}-${range.to}.csv`;
      return csvFile(name, isHead ? undefined : dayEndsCsv(found, { ...range, zone }, at));
    },
  });
}

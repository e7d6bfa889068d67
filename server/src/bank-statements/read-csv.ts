import { type CsvLeftOut, type CsvMap, readBankCsv } from '@psnb2b/contract';
import { notThisFile } from '../kit/csv/index.ts';
import { currencyDecimals, formatMoney, parseMoney } from '../kit/money.ts';
import { Refusal } from '../kit/refusal.ts';
import { LEFT_OUT_MAX, LINES_MAX, type ReadStatement, tidyLine } from './statement.ts';

/**
 * Reads a bank's CSV file by the saved map of its account. Balances are known if the file has a column of them; the rows may be in
 * either order of time. Throws the faults by line, or a sentence that names what is wrong.
 */
export function readCsvStatement(bytes: Uint8Array, map: CsvMap, currency: string): ReadStatement {
  const read = readBankCsv(decode(bytes), map, LINES_MAX + 1, currencyDecimals(currency));
  if (read.missing.length > 0) {
    const names = read.missing.map((name) => `“${name}”`).join(', ');
    throw notThisFile(
      `It has no column ${names}. Choose the columns of this account again, or the file of this account.`,
    );
  }
  if (read.faults.length > 0) {
    throw new Refusal(
      'validation_failed',
      {},
      {
        detail: `${read.faults.length === 1 ? 'A row' : `${read.faults.length} rows`} cannot be read, so nothing was imported. The first is in line ${read.faults[0]?.line}: ${read.faults[0]?.detail}`,
        errors: read.faults.map(({ line, column, detail }) => ({
          pointer: '',
          code: 'format',
          detail: `Line ${line}${column && `, ${column}`}: ${detail}`,
        })),
      },
    );
  }
  if (read.lines.length + read.leftOut.length === 0)
    throw notThisFile('It has a header, but no rows.');
  if (read.lines.length === 0)
    throw notThisFile('None of its rows is booked yet; import it again once some are.');
  if (read.lines.length + read.leftOut.length > LINES_MAX)
    throw notThisFile(`It may have at most ${LINES_MAX} rows; export a shorter period.`);
  const money = (text: string, line: number) => {
    const minor = parseMoney(text, currency);
    if (minor === null)
      throw notThisFile(`Line ${line}: ${text} has more decimals than ${currency}.`);
    return minor;
  };
  // nothing: there is a row.
  const first = read.lines[0]?.day ?? '';
  // nothing: there is a row.
  const last = read.lines.at(-1)?.day ?? '';
  const rows = read.lines.map((row) => ({
    row,
    amount: money(row.amount, row.line),
    balance: row.balance === '' ? null : money(row.balance, row.line),
  }));
  // Banks write the newest first or last; within one day the balances show which.
  const turned = first === last ? !isInOrder(rows) && isInOrder([...rows].reverse()) : first > last;
  if (turned) rows.reverse();
  const balances = balancesOf(rows, currency);
  const lines = rows
    .filter(({ amount }) => amount !== 0)
    .map(({ row, amount }) => {
      const { day: bookedOn, payer, payerAccount, text, reference, bankReference } = row;
      return tidyLine({
        bookedOn,
        valueOn: null,
        amount,
        payer,
        payerAccount,
        text,
        reference,
        bankReference,
        batch: null,
      });
    });
  if (lines.length === 0) throw notThisFile('Every row has an amount of 0.');
  const days = lines.map(({ bookedOn }) => bookedOn).sort();
  return {
    ...{
      format: 'csv',
      accountNumber: null,
      currency,
      bankId: null,
      lines,
      ...leftOutOf(read.leftOut),
    },
    ...{ from: days[0] ?? first, to: days.at(-1) ?? last, ...balances },
  };
}

/** How many rows were left out, and which. */
function leftOutOf(rows: readonly CsvLeftOut[]) {
  const pending = rows.filter(({ means }) => means === 'pending').length;
  return { pending, rejected: rows.length - pending, leftOut: rows.slice(0, LEFT_OUT_MAX) };
}

interface Row {
  readonly row: { readonly line: number };
  readonly amount: number;
  readonly balance: number | null;
}

function isInOrder(rows: readonly Row[]): boolean {
  return rows.every(({ amount, balance }, index) => {
    const before = rows[index - 1]?.balance;
    return (
      before === undefined || before === null || balance === null || before + amount === balance
    );
  });
}

/** The balances before and after, if every row has one; they must lead from row to row. */
function balancesOf(rows: readonly Row[], currency: string) {
  const [first] = rows;
  const last = rows.at(-1);
  if (!first || !last || rows.some(({ balance }) => balance === null))
    return { opening: null, closing: null };
  for (const [index, row] of rows.entries()) {
    const before = rows[index - 1];
    if (before && before.balance !== null && row.balance !== null && !isInOrder([before, row])) {
      const money = (minor: number) => formatMoney(minor, currency);
      throw notThisFile(
        `The balances do not add up in line ${row.row.line}: before it the balance was ${money(before.balance)}, after it is ${money(row.balance)}, but its amount is ${money(row.amount)}. Choose another column of balances, or export the file again.`,
      );
    }
  }
  const opening = first.balance === null ? null : first.balance - first.amount;
  return { opening, closing: last.balance };
}

/** UTF-8 or UTF-16 by its mark; otherwise what Western banks write. */
function decode(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 4)).toString('latin1');
  if (head.startsWith('PK') || head.startsWith('\xd0\xcf')) {
    throw notThisFile('It is an Excel file or an archive; save it as CSV and import that.');
  }
  if (head.startsWith('%PDF'))
    throw notThisFile('It is a PDF; export the statement as camt.053 or CSV.');
  const marked = head.startsWith('\xff\xfe')
    ? 'utf-16le'
    : head.startsWith('\xfe\xff')
      ? 'utf-16be'
      : null;
  if (marked === null && bytes.subarray(0, 4096).includes(0))
    throw notThisFile('It is not a text file.');
  try {
    return new TextDecoder(marked ?? 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

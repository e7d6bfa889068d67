import { notThisFile } from '../kit/csv/index.ts';
import { formatMoney, parseMoney } from '../kit/money.ts';
import { decodeXml, readXml, type XmlNode } from './read-xml.ts';
import {
  isDay,
  LINES_MAX,
  type ReadLine,
  type ReadStatement,
  STATEMENTS_MAX,
  tidyLine,
  tidyReference,
} from './statement.ts';

/**
 * Statements by ISO 20022 (Bank to Customer Statement, camt.053), versions 02 and later, by the message definitions that
 * iso20022.org publishes. Later versions moved some elements one level deeper: a name below `Pty`, a status below `Cd`.
 */
const NAMESPACE = /^urn:iso:std:iso:20022:tech:xsd:(camt\.(05[234])\.001\.([0-9]{2}))$/;
const VERSION_MIN = 2;

/** Reads a camt.053 file: one statement for each that it has, in their order. Throws a sentence that names what is wrong. */
export function readCamt(bytes: Uint8Array): ReadStatement[] {
  const entries = new Map<XmlNode, Entry[]>();
  let count = 0;
  const root = readXml(decodeXml(bytes), (node, path) => {
    const statement = path.at(-1);
    if (node.name !== 'Ntry' || statement?.name !== 'Stmt' || path.length !== 3) return false;
    const read = readEntry(node, count);
    count += read.lines.length;
    if (count > LINES_MAX)
      throw notThisFile(`It may have at most ${LINES_MAX} entries; export a shorter period.`);
    const known = entries.get(statement);
    if (known) known.push(read);
    else entries.set(statement, [read]);
    return true;
  });
  const format = formatOf(root);
  const statements = all(root, 'BkToCstmrStmt').flatMap((message) => all(message, 'Stmt'));
  if (statements.length === 0) throw notThisFile('It has no statement (Stmt).');
  if (statements.length > STATEMENTS_MAX) {
    throw notThisFile(
      `It has ${statements.length} statements, and at most ${STATEMENTS_MAX} statements are imported at once; export a shorter period.`,
    );
  }
  // nothing: a statement of a quiet day has no entries.
  return statements.map((node) => readStatement(node, format, entries.get(node) ?? []));
}

function formatOf(root: XmlNode): string {
  const prefixed = Object.entries(root.attributes).find(
    ([name, value]) => name.startsWith('xmlns') && NAMESPACE.test(value),
  );
  // nothing: it is refused below.
  const [, format, message, version] = NAMESPACE.exec(prefixed?.[1] ?? '') ?? [];
  if (root.name !== 'Document' || format === undefined || message === undefined) {
    throw notThisFile('It is XML, but no bank statement in the form camt.053.');
  }
  if (message !== '053' || Number(version) < VERSION_MIN) {
    throw notThisFile(
      `It is ${format}; export the statement as camt.053.001.02 or later, which has balances.`,
    );
  }
  return format;
}

/** An entry: its lines, or none if it is not booked yet. */
interface Entry {
  readonly lines: readonly (ReadLine & { readonly currency: string })[];
}

function readStatement(node: XmlNode, format: string, entries: readonly Entry[]): ReadStatement {
  const account = at(node, 'Acct');
  const accountNumber = numberOf(account);
  if (accountNumber === '')
    throw notThisFile('It does not name the account (Acct/Id) of one of its statements.');
  const named = textAt(account, 'Ccy');
  const balances = all(node, 'Bal').map((each) => readBalance(each, accountNumber));
  const of = (...codes: string[]) =>
    codes.flatMap((code) => balances.filter((each) => each.code === code));
  // A page of a longer statement has intermediate balances.
  const [first] = of('OPBD', 'PRCD', 'ITBD');
  const last = of('CLBD')[0] ?? of('ITBD').at(-1);
  const lines = entries.flatMap((each) => each.lines);
  const currency = named || first?.currency || lines[0]?.currency || null;
  const other = [...balances, ...lines].find((each) => each.currency !== currency);
  if (other) {
    throw notThisFile(
      `The statement of ${accountNumber} is in ${currency}, but has amounts in ${other.currency}.`,
    );
  }
  if (!first || !last) {
    throw notThisFile(
      `The statement of ${accountNumber} has no opening and closing balance (Bal); export the end-of-day statement.`,
    );
  }
  const sum = lines.reduce((total, { amount }) => total + amount, first.amount);
  if (sum !== last.amount) {
    const money = (minor: number) => `${formatMoney(minor, first.currency)} ${first.currency}`;
    throw notThisFile(
      `The statement of ${accountNumber} does not add up: from ${money(first.amount)} its entries lead to ${money(sum)}, not to the closing balance of ${money(last.amount)}. Export it again.`,
    );
  }
  const days = [...lines.map(({ bookedOn }) => bookedOn), last.day].sort();
  const period = at(node, 'FrToDt');
  const from = dayOf(textAt(period, 'FrDtTm')) ?? days[0] ?? last.day;
  const to = dayOf(textAt(period, 'ToDtTm')) ?? days.at(-1) ?? last.day;
  return {
    ...{ format, accountNumber, currency, bankId: textAt(node, 'Id').slice(0, 140) || null },
    ...{ from: from < to ? from : to, to: from < to ? to : from },
    ...{ opening: first.amount, closing: last.amount },
    lines: lines.map(({ currency: _, ...line }) => line),
    pending: entries.filter((each) => each.lines.length === 0).length,
    ...{ rejected: 0, leftOut: [] },
  };
}

function readBalance(node: XmlNode, account: string) {
  const { amount, currency } = amountOf(node);
  const day = dayOf(textAt(node, 'Dt', 'Dt') || textAt(node, 'Dt', 'DtTm'));
  if (day === null) throw notThisFile(`A balance of ${account} has no day.`);
  return { code: textAt(node, 'Tp', 'CdOrPrtry', 'Cd'), amount, currency, day };
}

/** An amount with its sign: a debit is below 0. */
function amountOf(node: XmlNode, of: XmlNode | undefined = at(node, 'Amt')) {
  // nothing: it is refused below.
  const currency = of?.attributes.Ccy ?? '';
  // nothing: it is refused below.
  const text = of?.text.trim() ?? '';
  const amount =
    /^[A-Z]{3}$/.test(currency) && /^[0-9]{1,13}(\.[0-9]{1,10})?$/.test(text)
      ? parseMoney(text, currency)
      : null;
  const sign = textAt(node, 'CdtDbtInd');
  if (amount === null || (sign !== 'CRDT' && sign !== 'DBIT')) {
    throw notThisFile(
      `It has an amount that cannot be read: “${text.slice(0, 40)}” ${currency.slice(0, 3)} ${sign.slice(0, 4)}.`,
    );
  }
  return { amount: sign === 'DBIT' ? -amount : amount, currency };
}

function readEntry(node: XmlNode, number: number): Entry {
  const status = textAt(node, 'Sts', 'Cd') || textAt(node, 'Sts');
  if (status !== 'BOOK') return { lines: [] };
  const { amount, currency } = amountOf(node);
  if (amount === 0) return { lines: [] };
  const bookedOn = dayIn(node, 'BookgDt') ?? dayIn(node, 'ValDt');
  if (bookedOn === null) throw notThisFile('It has a booked entry without a day (BookgDt).');
  const common = { bookedOn, valueOn: dayIn(node, 'ValDt'), currency };
  const details = all(node, 'NtryDtls').flatMap((each) => all(each, 'TxDtls'));
  const bankReference = textAt(node, 'AcctSvcrRef');
  const split = splitBatch(details, amount, currency);
  if (split) {
    const batch = { entry: number, amount, bankReference: tidyReference(bankReference) };
    const lines = split.map((part, index) => {
      const own = textAt(at(part.node, 'Refs'), 'AcctSvcrRef');
      const name =
        own && own !== bankReference ? own : bankReference && `${bankReference}/${index + 1}`;
      return {
        ...common,
        ...wordsOf(part.node, part.amount),
        amount: part.amount,
        bankReference: name,
        batch,
      };
    });
    return { lines: lines.map((line) => ({ ...tidyLine(line), currency })) };
  }
  const [only] = details.length === 1 ? details : [];
  const words = only
    ? wordsOf(only, amount)
    : { payer: '', payerAccount: '', text: '', reference: '' };
  const text = words.text || textAt(node, 'AddtlNtryInf');
  const own = bankReference || (only ? textAt(at(only, 'Refs'), 'AcctSvcrRef') : '');
  const line = { ...common, ...words, text, amount, bankReference: own, batch: null };
  return { lines: [{ ...tidyLine(line), currency }] };
}

/** The payments of a batch, if each has an amount and they add up to the entry; null: the entry is one line. */
function splitBatch(details: readonly XmlNode[], whole: number, currency: string) {
  if (details.length < 2) return null;
  const parts = details.map((node) => {
    const of = at(node, 'Amt') ?? at(at(at(node, 'AmtDtls'), 'TxAmt'), 'Amt');
    const minor = of?.attributes.Ccy === currency ? parseMoney(of.text.trim(), currency) : null;
    const sign = textAt(node, 'CdtDbtInd') || (whole < 0 ? 'DBIT' : 'CRDT');
    return { node, amount: minor === null ? 0 : sign === 'DBIT' ? -minor : minor };
  });
  const sum = parts.reduce((total, { amount }) => total + amount, 0);
  return sum === whole && parts.every(({ amount }) => amount !== 0) ? parts : null;
}

function wordsOf(details: XmlNode, amount: number) {
  const parties = at(details, 'RltdPties');
  const side = amount < 0 ? 'Cdtr' : 'Dbtr';
  const party = at(parties, side);
  const remittance = at(details, 'RmtInf');
  const structured = all(remittance, 'Strd');
  const references = structured.map((each) => textAt(each, 'CdtrRefInf', 'Ref'));
  const endToEnd = textAt(at(details, 'Refs'), 'EndToEndId');
  const written = [
    ...all(remittance, 'Ustrd').map(({ text }) => text),
    ...structured.flatMap((each) => all(each, 'AddtlRmtInf')).map(({ text }) => text),
    ...(endToEnd === 'NOTPROVIDED' ? [] : [endToEnd]),
    textAt(details, 'AddtlTxInf'),
  ];
  return {
    payer: textAt(party, 'Nm') || textAt(party, 'Pty', 'Nm'),
    payerAccount: numberOf(at(parties, `${side}Acct`)),
    text: written.filter((each) => each.trim() !== '').join(' '),
    // nothing: it has none.
    reference: references.find((each) => each !== '') ?? '',
  };
}

/** The IBAN or other number of an account, in capitals without blanks. */
function numberOf(account: XmlNode | undefined): string {
  const text = textAt(account, 'Id', 'IBAN') || textAt(account, 'Id', 'Othr', 'Id');
  return text
    .replaceAll(/[^0-9A-Za-z]/g, '')
    .toUpperCase()
    .slice(0, 34);
}

function dayIn(node: XmlNode, name: string): string | null {
  return dayOf(textAt(node, name, 'Dt') || textAt(node, name, 'DtTm'));
}

function dayOf(text: string): string | null {
  const day = text.slice(0, 10);
  return isDay(day) ? day : null;
}

function all(node: XmlNode | undefined, name: string): XmlNode[] {
  return node?.children.filter((each) => each.name === name) ?? [];
}

function at(node: XmlNode | undefined, name: string): XmlNode | undefined {
  return node?.children.find((each) => each.name === name);
}

/** The text of the element at a path; '' if there is none. */
function textAt(node: XmlNode | undefined, ...path: string[]): string {
  let found = node;
  for (const name of path) found = at(found, name);
  // nothing: it is not there.
  return found?.text.trim() ?? '';
}

import { formatMoney } from '../kit/money.ts';

/** An entry of an invented statement; amounts in minor units, days like `2026-11-04`. */
export interface DemoEntry {
  readonly day: string;
  readonly amount: number;
  readonly payer?: string;
  readonly payerAccount?: string;
  readonly text?: string;
  readonly reference?: string;
  readonly bankReference?: string;
  /** `PDNG`: not booked yet. */
  readonly status?: 'BOOK' | 'PDNG';
}

export interface DemoStatement {
  readonly iban: string;
  readonly currency: string;
  readonly from: string;
  readonly to: string;
  readonly opening: number;
  /** By default the opening balance and the booked entries. */
  readonly closing?: number;
  readonly entries: readonly DemoEntry[];
}

/** Writes a camt.053 file with these statements, as a bank would. */
export function writeCamt(statements: readonly DemoStatement[], version = '08'): string {
  const namespace = `urn:iso:std:iso:20022:tech:xsd:camt.053.001.${version}`;
  const isNew = Number(version) >= 8;
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="${namespace}"><BkToCstmrStmt><GrpHdr><MsgId>1</MsgId></GrpHdr>${statements
    .map((each) => writeStatement(each, isNew))
    .join('')}</BkToCstmrStmt></Document>
`;
}

function writeStatement(statement: DemoStatement, isNew: boolean): string {
  const { iban, currency, from, to, opening, entries } = statement;
  const booked = entries.filter(({ status = 'BOOK' }) => status === 'BOOK');
  const closing = statement.closing ?? booked.reduce((sum, { amount }) => sum + amount, opening);
  const balance = (code: string, amount: number, day: string) =>
    `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp>${amountOf(amount, currency)}<Dt><Dt>${day}</Dt></Dt></Bal>`;
  return `<Stmt><Id>${from}-${to}</Id><FrToDt><FrDtTm>${from}T00:00:00</FrDtTm><ToDtTm>${to}T23:59:59</ToDtTm></FrToDt>
<Acct><Id><IBAN>${iban}</IBAN></Id><Ccy>${currency}</Ccy></Acct>
${balance('OPBD', opening, from)}${balance('CLBD', closing, to)}
${entries.map((each) => writeEntry(each, currency, isNew)).join('\n')}</Stmt>`;
}

function writeEntry(entry: DemoEntry, currency: string, isNew: boolean): string {
  const { day, amount, payer = '', payerAccount = '', text = '', reference, bankReference } = entry;
  const { status = 'BOOK' } = entry;
  const side = amount < 0 ? 'Cdtr' : 'Dbtr';
  const name = `<Nm>${escapeXml(payer)}</Nm>`;
  const party = payer && `<${side}>${isNew ? `<Pty>${name}</Pty>` : name}</${side}>`;
  const account =
    payerAccount && `<${side}Acct><Id><IBAN>${payerAccount}</IBAN></Id></${side}Acct>`;
  const structured =
    reference === undefined
      ? ''
      : `<Strd><CdtrRefInf><Ref>${escapeXml(reference)}</Ref></CdtrRefInf></Strd>`;
  return `<Ntry>${amountOf(amount, currency)}<Sts>${isNew ? `<Cd>${status}</Cd>` : status}</Sts><BookgDt><Dt>${day}</Dt></BookgDt><ValDt><Dt>${day}</Dt></ValDt>${
    bankReference === undefined ? '' : `<AcctSvcrRef>${escapeXml(bankReference)}</AcctSvcrRef>`
  }<NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs><RltdPties>${party}${account}</RltdPties><RmtInf>${
    text && `<Ustrd>${escapeXml(text)}</Ustrd>`
  }${structured}</RmtInf></TxDtls></NtryDtls></Ntry>`;
}

function amountOf(minor: number, currency: string): string {
  const sign = minor < 0 ? 'DBIT' : 'CRDT';
  return `<Amt Ccy="${currency}">${formatMoney(Math.abs(minor), currency)}</Amt><CdtDbtInd>${sign}</CdtDbtInd>`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

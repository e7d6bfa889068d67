import { lineSplitMax } from '@psnb2b/contract';
import {
  addPart,
  type BankAccount,
  type BankLine,
  countPayer,
  findBankAccount,
  findBankLine,
  lineOfDeposit,
  lockBankLine,
  moveLine,
  partsOf,
  refuseChanged,
} from '../bank-statements/index.ts';
import { type DepositMethod, listDepositMethods } from '../deposit-methods/index.ts';
import {
  creditDue,
  creditLocked,
  type Deposit,
  type DueCredit,
  depositsByReference,
  dueCredit,
  type FundingParts,
  findDeposit,
  lockDeposit,
  type Payer,
  recordDeposit,
} from '../funding/index.ts';
import type { By } from '../kit/by.ts';
import type { Db, Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { formatMoney } from '../kit/money.ts';
import { invalid, invalidState } from '../kit/refusal.ts';
import { accountsOf, lockAccounts } from '../ledger/index.ts';
import { lockInvoiceShelves } from '../orders/index.ts';
import { amountIn } from './doubts.ts';

/** A part of a line that is a partner's payment. */
export interface NewPart {
  readonly payer: Payer;
  /** Minor units of the account's currency. */
  readonly amount: number;
  /** What is credited, in minor units of the partner's currency; left out: the same, if that is its currency. */
  readonly credited?: number | undefined;
}

/** A line with the deposits that a match recorded or linked; one that is not credited waits for a colleague. */
export interface Matched {
  readonly line: BankLine;
  readonly deposits: readonly Deposit[];
}

/**
 * Matches what is left of an open line to partners: in one commit, a deposit for each part is recorded under the line's own name and
 * credited. A part that is more than its person may both state and credit stays recorded, for a colleague to credit. Throws
 * `invalid_state` if somebody decided on the line meanwhile, `validation_failed` if the parts do not add up.
 */
export async function matchLine(
  parts: FundingParts,
  lineId: string,
  { version, split }: { readonly version: number; readonly split: readonly NewPart[] },
  by: By,
): Promise<Matched> {
  const { reads } = parts.database;
  const account = await findBankAccount(reads, (await findBankLine(reads, lineId)).accountId);
  const method = await methodOf(reads, account);
  refuseParts(split, account, method);
  return parts.database.transaction(async (tx) => {
    await lockTenants(
      tx,
      split.map(({ payer }) => payer.tenantId),
    );
    const line = await lockOpen(tx, lineId, version);
    const left = line.amount - (await matchedOf(tx, line));
    const sum = split.reduce((total, { amount }) => total + amount, 0);
    if (sum !== left) {
      const money = (minor: number) => `${formatMoney(minor, line.currency)} ${line.currency}`;
      const detail = `The parts add up to ${money(sum)}, but ${money(left)} of the line are not matched yet.`;
      throw invalid({ pointer: '/parts', code: 'enum', detail });
    }
    const given = { line, account, method };
    let { attempts } = line;
    if (attempts === 0) attempts = await passOver(tx, given, by);
    const recorded: Recorded[] = [];
    // In one order of tenants: two matches at once wait for each other, and never in a circle.
    for (const part of [...split].sort((one, other) => one.payer.tenantId - other.payer.tenantId)) {
      attempts = await nextName(tx, given, attempts + 1);
      recorded.push(await matchPart(tx, parts, given, { ...part, attempt: attempts }, by));
    }
    // All are recorded before the first is credited: shelves are locked once, for all partners, behind every other lock and before any event.
    await lockInvoiceShelves(
      tx,
      split.map(({ payer }) => payer),
      parts.products,
      by.at,
    );
    const deposits: Deposit[] = [];
    for (const { deposit, due } of recorded)
      deposits.push(due ? await creditDue(tx, parts, due, by) : deposit);
    const detail = {
      outside_id: line.outsideId,
      deposits: deposits.map(({ depositId, status }) => ({
        deposit: formatId('dep', depositId),
        status,
      })),
    };
    const moved = await moveLine(
      tx,
      line,
      { state: 'matched', attempts },
      { action: 'bank_line.matched', detail },
      by,
    );
    return { line: moved, deposits };
  });
}

/**
 * Matches what is left of an open line to a deposit that somebody recorded before: it must have the same amount, and account for no other
 * line. It is credited if it is not yet, under the same limits.
 */
export async function matchToDeposit(
  parts: FundingParts,
  lineId: string,
  { version, depositId }: { readonly version: number; readonly depositId: string },
  by: By,
): Promise<Matched> {
  const { tenantId } = await findDeposit(parts.database.reads, depositId);
  return parts.database.transaction(async (tx) => {
    await lockTenants(tx, [tenantId]);
    const deposit = await lockDeposit(tx, depositId);
    const line = await lockOpen(tx, lineId, version);
    const left = line.amount - (await matchedOf(tx, line));
    const amount = amountIn(deposit, line.currency);
    if (deposit.mode !== 'live' || amount !== left) {
      const detail = `The deposit must be of ${formatMoney(left, line.currency)} ${line.currency}, as much as of the line is not matched yet.`;
      throw invalid({ pointer: '/deposit_id', code: 'enum', detail });
    }
    if (deposit.status === 'rejected' || deposit.status === 'reversed') {
      throw invalid({
        pointer: '/deposit_id',
        code: 'enum',
        detail: `This deposit is ${deposit.status}; match the line to its partner instead.`,
      });
    }
    await refuseLinked(tx, deposit);
    await addPart(
      tx,
      { lineId, depositId, tenantId, amount, made: false, currency: line.currency },
      by,
    );
    await countPayer(tx, line.payerAccount, tenantId, 1);
    const credited =
      deposit.amount === null ? null : await creditLocked(tx, parts, deposit, undefined, by);
    const detail = {
      outside_id: line.outsideId,
      deposits: [{ deposit: formatId('dep', depositId), linked: true }],
    };
    const moved = await moveLine(
      tx,
      line,
      { state: 'matched' },
      { action: 'bank_line.matched', detail },
      by,
    );
    return { line: moved, deposits: [credited ?? deposit] };
  });
}

/** Locks the accounts of tenants, in one order. */
export async function lockTenants(tx: Tx, tenantIds: readonly number[]): Promise<void> {
  const accounts: number[] = [];
  for (const tenantId of [...new Set(tenantIds)].sort((one, other) => one - other)) {
    accounts.push((await accountsOf(tx, tenantId)).available);
  }
  await lockAccounts(tx, accounts);
}

/** The deposit method of an account: the one with its IBAN and currency; null: deposits from it have none. */
async function methodOf(db: Db, { number, currency }: BankAccount): Promise<DepositMethod | null> {
  const methods = await listDepositMethods(db);
  return (
    methods.find((each) => number !== null && each.iban === number && each.currency === currency) ??
    null
  );
}

function refuseParts(
  split: readonly NewPart[],
  account: BankAccount,
  method: DepositMethod | null,
): void {
  if (split.length === 0 || split.length > lineSplitMax) {
    throw invalid({
      pointer: '/parts',
      code: 'maximum',
      detail: `There must be 1 to ${lineSplitMax} parts.`,
    });
  }
  if (new Set(split.map(({ payer }) => payer.tenantId)).size < split.length) {
    throw invalid({
      pointer: '/parts',
      code: 'taken',
      detail: 'Each partner has one part: add up those of the same partner.',
    });
  }
  for (const [index, { payer, amount, credited }] of split.entries()) {
    if (amount <= 0)
      throw invalid({
        pointer: `/parts/${index}/amount`,
        code: 'minimum',
        detail: 'It must be above 0.',
      });
    const isSame = payer.currency === account.currency;
    if (isSame && credited !== undefined && credited !== amount) {
      const detail = `The balance of this partner is in ${account.currency}, too: what arrived is credited.`;
      throw invalid({ pointer: `/parts/${index}/credited`, code: 'enum', detail });
    }
    if (!isSame && credited === undefined) {
      const detail = `It is missing: say how much is credited in ${payer.currency}.`;
      throw invalid({ pointer: `/parts/${index}/credited`, code: 'required', detail });
    }
    if (!isSame && method === null) {
      const detail = `The balance of this partner is in ${payer.currency}. Add a deposit method with the IBAN of ${account.name} first, or choose another partner.`;
      throw invalid({ pointer: `/parts/${index}/partner_id`, code: 'enum', detail });
    }
  }
}

async function lockOpen(tx: Tx, lineId: string, version: number): Promise<BankLine> {
  const line = await lockBankLine(tx, lineId);
  await refuseChanged(tx, line, version);
  if (line.state === 'open') return line;
  throw invalidState(
    line.state,
    line.state === 'matched'
      ? 'This line is matched already. Take that match back first.'
      : 'Only an open line can be matched.',
  );
}

async function matchedOf(tx: Tx, { lineId }: BankLine): Promise<number> {
  const parts = (await partsOf(tx, [lineId])).get(lineId) ?? [];
  return parts.reduce((sum, { amount }) => sum + amount, 0);
}

interface Given {
  readonly line: BankLine;
  readonly account: BankAccount;
  readonly method: DepositMethod | null;
}

/**
 * The name of a line may be that of a deposit that was entered by hand and rejected or reversed since: that one is never credited again, and
 * the line goes on under the next name. Returns how many names are used.
 */
async function passOver(tx: Tx, { line, method }: Given, by: By): Promise<number> {
  const known = await namedAlike(tx, line.outsideId, method);
  const over = known.filter(({ status }) => isOver(status));
  if (over.length < known.length || known.length === 0) return 0;
  const { lineId, currency } = line;
  for (const { depositId, tenantId } of over) {
    await lockDeposit(tx, depositId);
    await addPart(
      tx,
      { lineId, depositId, tenantId, amount: line.amount, made: true, currency },
      by,
      { ended: true },
    );
  }
  return 1;
}

/**
 * The first name of a line, from a number on, that no deposit of another line has: accounts without a deposit method share their names.
 */
async function nextName(tx: Tx, { line, method }: Given, from: number): Promise<number> {
  for (let attempt = from; ; attempt += 1) {
    if (!(await isTaken(tx, { line, method }, attempt))) return attempt;
  }
}

async function isTaken(
  tx: Tx,
  { line, method }: Pick<Given, 'line' | 'method'>,
  attempt: number,
): Promise<boolean> {
  for (const { depositId, status } of await namedAlike(tx, nameOf(line, attempt), method)) {
    // Of the first name `passOver` has decided.
    if (attempt > 1 && isOver(status)) return true;
    const lineId = await lineOfDeposit(tx, depositId);
    if (lineId !== null && lineId !== line.lineId) return true;
  }
  return false;
}

/** Deposits that would be taken for the same payment as one with this name and this method. */
async function namedAlike(tx: Tx, name: string, method: DepositMethod | null): Promise<Deposit[]> {
  const known = await depositsByReference(tx, 'live', [name]);
  return known.filter(
    ({ methodId }) => methodId === null || method === null || methodId === method.methodId,
  );
}

function isOver(status: Deposit['status']): boolean {
  return status === 'rejected' || status === 'reversed';
}

function nameOf({ outsideId }: BankLine, attempt: number): string {
  return attempt === 1 ? outsideId : `${outsideId} #${attempt}`;
}

/** A deposit that was recorded; `due`: what may be credited now. */
interface Recorded {
  readonly deposit: Deposit;
  readonly due: DueCredit | null;
}

/** Records one part under the line's name. */
async function matchPart(
  tx: Tx,
  parts: FundingParts,
  { line, method }: Given,
  { payer, amount, credited, attempt }: NewPart & { readonly attempt: number },
  by: By,
): Promise<Recorded> {
  const { lineId, currency } = line;
  const reference = nameOf(line, attempt);
  const { deposit: recorded, isNew } = await recordDeposit(
    tx,
    {
      ...{ payer, method, reference },
      ...(method
        ? { sentAmount: formatMoney(amount, currency), amount: credited }
        : { sentAmount: null, amount }),
    },
    by,
  );
  const { depositId, tenantId } = recorded;
  const deposit = isNew ? recorded : await lockDeposit(tx, depositId);
  if (!isNew) await refuseLinked(tx, deposit);
  await addPart(tx, { lineId, depositId, tenantId, amount, made: isNew, currency }, by);
  await countPayer(tx, line.payerAccount, tenantId, 1);
  const stated = credited ?? deposit.amount ?? amount;
  if (deposit.status === 'credited' && deposit.amount === stated) return { deposit, due: null };
  return { deposit, due: await dueCredit(tx, parts, deposit, stated, by) };
}

async function refuseLinked(tx: Tx, { depositId }: Deposit): Promise<void> {
  const lineId = await lineOfDeposit(tx, depositId);
  if (lineId === null) return;
  const detail = `${formatId('dep', depositId)} accounts for another bank line, ${formatId('bln', lineId)}.`;
  throw invalid({ pointer: '/deposit_id', code: 'taken', detail });
}

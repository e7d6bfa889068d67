import {
  type BankLine,
  depositsOfLines,
  linesWithTwin,
  returnsOf,
} from '../bank-statements/index.ts';
import {
  type Deposit,
  depositsByReference,
  recentDeposits,
  referenceKey,
} from '../funding/index.ts';
import type { Db } from '../kit/database/index.ts';
import { parseMoney } from '../kit/money.ts';
import { DAY_MS } from '../kit/time.ts';
import type { Fact } from './candidate.ts';

/** A deposit that was recorded by hand so many days around the day of a line may be the same payment. */
const AROUND_MS = 14 * DAY_MS;
/** Most deposits of all tenants that lines are compared with. */
const DEPOSITS_MAX = 5_000;

/** What speaks against crediting lines without a look at them. */
export interface Doubts {
  /**
   * Deposits that may be the payment of a line, although they account for none: of one of these tenants with the same amount around the same
   * day, or of anybody with the same reference.
   */
  depositsLike(line: BankLine, tenantIds: Iterable<number>): Deposit[];
  /** What disagrees about the line itself, whoever paid it. */
  against(line: BankLine): Fact[];
}

/**
 * Reads what speaks against lines of these tenants. Each line and each deposit is normalised once and looked up, because thousands of both
 * are compared. Where more than `depositsMax` deposits account for no line, a line that is too old to be compared with all is in doubt.
 */
export async function doubtsOf(
  db: Db,
  lines: readonly BankLine[],
  tenantIds: readonly number[],
  depositsMax: number = DEPOSITS_MAX,
): Promise<Doubts> {
  if (lines.length === 0) return { depositsLike: () => [], against: () => [] };
  const first = Math.min(...lines.map((line) => timeOf(line)));
  const from = new Date(first - AROUND_MS);
  const recent = await recentDeposits(db, tenantIds, from, depositsMax, { free: true });
  const oldest = recent.length < depositsMax ? undefined : recent.at(-1);
  const comparedFrom = oldest ? oldest.createdAt.getTime() + AROUND_MS : first;
  const named = await freeByReference(db, lines);
  const byReference = Map.groupBy(named, ({ reference }) => referenceKey(reference));
  const currencies = [...new Set(lines.map(({ currency }) => currency))];
  const bySum = Map.groupBy(
    currencies.flatMap((currency) =>
      recent.flatMap((deposit) => {
        const amount = amountIn(deposit, currency);
        return amount === null
          ? []
          : [{ deposit, key: sumKey(deposit.tenantId, currency, amount) }];
      }),
    ),
    ({ key }) => key,
  );
  const twins = await linesWithTwin(db, lines);
  const returns = await returnsOf(db, lines);
  return {
    depositsLike: (line, tenants) => {
      const alike = [...tenants].flatMap((tenantId) =>
        (bySum.get(sumKey(tenantId, line.currency, line.amount)) ?? []).flatMap(({ deposit }) =>
          isNear(deposit, line) ? deposit : [],
        ),
      );
      const same = byReference.get(referenceKey(line.outsideId)) ?? [];
      return [...new Map([...alike, ...same].map((each) => [each.depositId, each])).values()];
    },
    against: (line) => {
      const back = returns.get(line.lineId);
      const facts: (Fact | false | undefined)[] = [
        line.version > 1 && { fact: 'decided', agrees: false, detail: null },
        twins.has(line.lineId) && { fact: 'twin', agrees: false, detail: null },
        back && { fact: 'returned', agrees: false, detail: back.bookedOn },
        timeOf(line) < comparedFrom && { fact: 'compared', agrees: false, detail: null },
      ];
      return facts.filter((each) => each !== undefined && each !== false);
    },
  };
}

/** Deposits under the names of lines that account for none, and may be credited or are. */
async function freeByReference(db: Db, lines: readonly BankLine[]): Promise<Deposit[]> {
  const named = await depositsByReference(
    db,
    'live',
    lines.map(({ outsideId }) => outsideId),
  );
  const linked = await depositsOfLines(
    db,
    named.map(({ depositId }) => depositId),
  );
  return named.filter(
    ({ depositId, status }) =>
      !linked.has(depositId) && status !== 'rejected' && status !== 'reversed',
  );
}

function sumKey(tenantId: number, currency: string, amount: number): string {
  return `${tenantId} ${currency} ${amount}`;
}

function isNear(deposit: Deposit, line: BankLine): boolean {
  return Math.abs(deposit.createdAt.getTime() - timeOf(line)) <= AROUND_MS;
}

/** What of a deposit arrived in a currency, in minor units; null: it arrived in another one. */
export function amountIn(
  { sentAmount, sentCurrency, amount, currency }: Deposit,
  wanted: string,
): number | null {
  if (sentAmount !== null) return sentCurrency === wanted ? parseMoney(sentAmount, wanted) : null;
  return currency === wanted ? amount : null;
}

/** Whether a deposit has the name of a line, in any spelling. */
export function isSameReference({ reference }: Deposit, { outsideId }: BankLine): boolean {
  return referenceKey(reference) === referenceKey(outsideId);
}

function timeOf({ bookedOn }: BankLine): number {
  return Date.parse(`${bookedOn}T00:00:00Z`);
}

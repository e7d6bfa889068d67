import { type BankLine, depositsOfLines, linesWithReference } from '../bank-statements/index.ts';
import { type Deposit, depositsByReference, recentDeposits } from '../funding/index.ts';
import type { Db } from '../kit/database/index.ts';
import { parseMoney } from '../kit/money.ts';
import { DAY_MS } from '../kit/time.ts';
import { type Partner, partnersById, tenantsById } from '../partners/index.ts';

/** Most lines that are ready at once; the older ones wait until some of these are done. */
const READY_MAX = 2_000;
/** A deposit that was recorded by hand so many days around the day of a line may be the same payment. */
const AROUND_DAYS = 14;
const DEPOSITS_MAX = 5_000;

/** A tenant with its business. */
export interface Payer {
  readonly tenantId: number;
  readonly partner: Partner;
}

/** The open lines of which reference, currency and partner agree, and that nobody may have recorded by hand. */
export async function readyLines(db: Db): Promise<BankLine[]> {
  const lines = await linesWithReference(db, READY_MAX);
  const payers = await payersById(
    db,
    lines.flatMap(({ referenceTenantId }) => referenceTenantId ?? []),
  );
  const doubts = await doubtsOf(db, lines, [...payers.keys()]);
  return lines.filter((line) => {
    const payer = line.referenceTenantId === null ? undefined : payers.get(line.referenceTenantId);
    return payer !== undefined && isCertain(line, payer, doubts.get(line.lineId) ?? []);
  });
}

/** Whether a line whose reference is this payer's can be credited without a look at it. */
export function isCertain(
  line: BankLine,
  { tenantId, partner }: Payer,
  doubts: readonly Deposit[],
): boolean {
  return (
    line.referenceTenantId === tenantId &&
    line.attempts === 0 &&
    partner.currency === line.currency &&
    isActive(partner) &&
    doubts.every((deposit) => deposit.tenantId !== tenantId && !isSameReference(deposit, line))
  );
}

/** Whether a business can use money that it is credited. */
export function isActive({ approvedAt, suspendedAt }: Partner): boolean {
  return approvedAt !== null && suspendedAt === null;
}

/** Live tenants with their businesses, by tenant. */
export async function payersById(
  db: Db,
  tenantIds: readonly number[],
): Promise<Map<number, Payer>> {
  const tenants = [...(await tenantsById(db, tenantIds)).values()].filter(
    ({ mode }) => mode === 'live',
  );
  const partners = await partnersById(
    db,
    tenants.map(({ partnerId }) => partnerId),
  );
  return new Map(
    tenants.flatMap(({ tenantId, partnerId }) => {
      const partner = partners.get(partnerId);
      return partner ? [[tenantId, { tenantId, partner }] as const] : [];
    }),
  );
}

/**
 * Deposits that may be the payment of a line, although they account for none: of one of these tenants with the same amount around the same
 * day, or of anybody with the same reference.
 */
export async function doubtsOf(
  db: Db,
  lines: readonly BankLine[],
  tenantIds: readonly number[],
): Promise<ReadonlyMap<string, Deposit[]>> {
  if (lines.length === 0) return new Map();
  const first = Math.min(...lines.map((line) => timeOf(line)));
  const recent = await recentDeposits(
    db,
    tenantIds,
    new Date(first - AROUND_DAYS * DAY_MS),
    DEPOSITS_MAX,
  );
  const named = await depositsByReference(
    db,
    'live',
    lines.map(({ outsideId }) => outsideId),
  );
  const all = new Map([...recent, ...named].map((deposit) => [deposit.depositId, deposit]));
  const linked = await depositsOfLines(db, [...all.keys()]);
  const free = [...all.values()].filter(
    ({ depositId, status }) =>
      !linked.has(depositId) && status !== 'rejected' && status !== 'reversed',
  );
  return new Map(
    lines.map((line) => [
      line.lineId,
      free.filter(
        (deposit) =>
          isSameReference(deposit, line) ||
          (tenantIds.includes(deposit.tenantId) && isAlike(deposit, line)),
      ),
    ]),
  );
}

function isAlike(deposit: Deposit, line: BankLine): boolean {
  const isNear = Math.abs(deposit.createdAt.getTime() - timeOf(line)) <= AROUND_DAYS * DAY_MS;
  return isNear && amountIn(deposit, line.currency) === line.amount;
}

/** What of a deposit arrived in a currency, in minor units; null: it arrived in another one. */
export function amountIn(
  { sentAmount, sentCurrency, amount, currency }: Deposit,
  wanted: string,
): number | null {
  if (sentAmount !== null) return sentCurrency === wanted ? parseMoney(sentAmount, wanted) : null;
  return currency === wanted ? amount : null;
}

export function isSameReference({ reference }: Deposit, { outsideId }: BankLine): boolean {
  return keyOf(reference) === keyOf(outsideId);
}

function keyOf(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase();
}

function timeOf({ bookedOn }: BankLine): number {
  return Date.parse(`${bookedOn}T00:00:00Z`);
}

import { recordAudit } from '../audit/index.ts';
import { type DepositMethod, isDecimalAbove0, isLess } from '../deposit-methods/index.ts';
import { required } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import { advisoryLocks, type Tx } from '../kit/database/index.ts';
import { formatId, newUuid } from '../kit/ids.ts';
import { parseMoney } from '../kit/money.ts';
import { invalid, invalidState } from '../kit/refusal.ts';
import { findPartner, type Tenant, tenantPartners } from '../partners/index.ts';
import { type Deposit, depositColumns } from './deposit.ts';
import { type Reference, readReference } from './read-reference.ts';
import { sentText, sumText } from './sent-text.ts';

/** The tenant that a payment is for, with its currency. */
export type Payer = Pick<Tenant, 'tenantId' | 'partnerId' | 'mode' | 'currency'>;

export interface NewDeposit {
  readonly payer: Payer;
  /** Null: entered by hand, without a method. */
  readonly method: DepositMethod | null;
  /** The bank's id of the payment, or the transaction and its output. */
  readonly reference: string;
  /** What arrived, a decimal in the currency or asset of the method; null without a method. */
  readonly sentAmount: string | null;
  /** What is credited, in minor units; left out: what was sent, if it is the partner's currency, or not yet known. */
  readonly amount?: number | undefined;
  readonly confirmations?: number | undefined;
}

/**
 * Records a payment that was seen: the partner sees it at once. A payment is identified by its method and its reference. The same again is
 * the same deposit; another amount or another partner is refused, and so is a reference that was entered without a method before, because
 * that may be the same payment.
 */
export async function recordDeposit(
  tx: Tx,
  given: NewDeposit,
  by: By,
): Promise<{ readonly deposit: Deposit; readonly isNew: boolean }> {
  const { payer, method, confirmations } = given;
  const reference = readReference(given.reference, method?.kind ?? 'other');
  const sent = readSent(given);
  if (confirmations !== undefined && method?.kind !== 'digital_asset') {
    const detail = 'Only a payment with a digital asset has confirmations; leave it out.';
    throw invalid({ pointer: '/confirmations', code: 'unknown_member', detail });
  }
  const known = await findKnown(tx, payer, method, reference);
  if (known) {
    await refuseOther(tx, known, payer, method, sent);
    return { deposit: known, isNew: false };
  }
  if (method && method.confirmedAt === null) {
    throw invalidState(
      'waiting',
      'No partner pays this way yet: a colleague must confirm the method.',
    );
  }
  return { deposit: await insert(tx, given, reference, sent, by), isNew: true };
}

interface Sent {
  readonly sentAmount: string | null;
  readonly sentCurrency: string;
  readonly amount: number | null;
}

/** What arrived, and what is credited for it as far as that is known. */
function readSent({ payer, method, sentAmount, amount }: NewDeposit): Sent {
  if (amount !== undefined && amount <= 0) {
    const detail = 'It must be above 0. Leave it out if it is what arrived, or not known yet.';
    throw invalid({ pointer: '/amount', code: 'minimum', detail });
  }
  if (!method) {
    if (amount === undefined)
      throw invalid({ pointer: '/amount', code: 'required', detail: 'It is missing.' });
    return { sentAmount: null, sentCurrency: payer.currency, amount };
  }
  const sentCurrency = required(
    method.currency ?? method.asset,
    'a method has a currency or an asset',
  );
  if (sentAmount === null || !isDecimalAbove0(sentAmount)) {
    const detail = `It must be an amount in ${sentCurrency} above 0, in digits like 1000.00.`;
    throw invalid({ pointer: '/sent_amount', code: 'minimum', detail });
  }
  const sent = method.currency && parseMoney(sentAmount, method.currency);
  if (method.currency && sent === null) {
    const detail = `“${sentAmount}” is not an amount in ${method.currency}; check the number of decimals.`;
    throw invalid({ pointer: '/sent_amount', code: 'precision', detail });
  }
  const same = method.currency === payer.currency ? (sent ?? null) : null;
  return { sentAmount, sentCurrency, amount: amount ?? (same || null) };
}

/** The deposit of this payment; while this transaction lasts nobody else can record it. */
async function findKnown(
  tx: Tx,
  { mode }: Payer,
  method: DepositMethod | null,
  { key }: Reference,
): Promise<Deposit | null> {
  await tx.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [
    advisoryLocks.depositsOfReference,
    `${mode} ${key}`,
  ]);
  const { rows } = await tx.query<Deposit>(
    `SELECT ${depositColumns} FROM funding.deposits
      WHERE mode = $1 AND reference_key = $2
        AND (method_id IS NOT DISTINCT FROM $3 OR method_id IS NULL OR $3::uuid IS NULL)
      ORDER BY deposit_id LIMIT 1`,
    [mode, key, method?.methodId ?? null],
  );
  return rows[0] ?? null;
}

/** Refuses a payment that has the reference of another one, in a sentence that names that one and what to correct. */
async function refuseOther(
  tx: Tx,
  known: Deposit,
  payer: Payer,
  method: DepositMethod | null,
  sent: Sent,
): Promise<void> {
  const which = `${formatId('dep', known.depositId)}, ${sumText(known)}`;
  if (known.tenantId !== payer.tenantId) {
    const owner = (await tenantPartners(tx, [known.tenantId])).get(known.tenantId);
    const { name } = await findPartner(tx, required(owner, 'a tenant has its partner'));
    const detail = `A payment of ${name} has this reference: ${which}. Check the reference and the partner; a payment is credited once.`;
    throw invalid({ pointer: '/reference', code: 'taken', detail });
  }
  if (known.methodId !== (method?.methodId ?? null)) {
    const how = known.methodId ? 'with' : 'without';
    const detail = `A payment that was recorded ${how} a deposit method has this reference: ${which}. Correct the reference if this is another one; a payment is credited once.`;
    throw invalid({ pointer: '/reference', code: 'taken', detail });
  }
  const isOtherSent =
    known.sentAmount !== null &&
    sent.sentAmount !== null &&
    !isSame(known.sentAmount, sent.sentAmount);
  const isOtherAmount =
    sent.sentAmount === null && known.amount !== null && known.amount !== sent.amount;
  if (isOtherSent || isOtherAmount) {
    const detail = `The payment with this reference was recorded with another amount: ${which}. Correct the amount, or the reference if this is another payment.`;
    throw invalid({ pointer: isOtherSent ? '/sent_amount' : '/amount', code: 'enum', detail });
  }
}

function isSame(one: string, other: string): boolean {
  return !isLess(one, other) && !isLess(other, one);
}

async function insert(
  tx: Tx,
  { payer, method, confirmations }: NewDeposit,
  { reference, key }: Reference,
  { sentAmount, sentCurrency, amount }: Sent,
  by: By,
): Promise<Deposit> {
  const depositId = newUuid(by.at.getTime());
  const least = method?.minimum ?? null;
  const isSmall = least !== null && sentAmount !== null && isLess(sentAmount, least);
  const reason = isSmall ? `It is less than the minimum of ${least} ${sentCurrency}.` : null;
  const status = isSmall ? 'in_review' : confirmations === undefined ? 'seen' : 'confirming';
  const { rows } = await tx.query<Deposit>(
    `INSERT INTO funding.deposits
       (deposit_id, tenant_id, mode, method_id, method, network, reference, reference_key, status, sent_amount, sent_currency,
        amount, amount_by, currency, confirmations, confirmations_required, reason, recorded_by, created_at, changed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $19)
     RETURNING ${depositColumns}`,
    [
      ...[depositId, payer.tenantId, payer.mode, method?.methodId ?? null, method?.kind ?? 'other'],
      ...[method?.network ?? null, reference, key, status, sentAmount, sentCurrency],
      ...[amount, amount === null ? null : by.actor, payer.currency, confirmations ?? null],
      ...[method?.confirmations ?? null, reason, by.actor, by.at],
    ],
  );
  const deposit = required(rows[0], 'an insert gives its row');
  await recordAudit(tx, {
    ...by,
    tenantId: payer.tenantId,
    action: 'deposit.recorded',
    subject: formatId('dep', depositId),
    detail: {
      ...{
        status,
        reference,
        method: deposit.method,
        method_id: method && formatId('dpm', method.methodId),
      },
      ...{ sent_amount: sentText(deposit), sent_currency: sentCurrency },
      ...{ amount, currency: payer.currency },
    },
  });
  return deposit;
}

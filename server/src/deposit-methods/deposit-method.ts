import { type Asset, type DepositMethodKind, type Network, networksOf } from '@psnb2b/contract';
import { type FieldError, invalid } from '../kit/refusal.ts';
import { hasCheckDigits } from './creditor-reference.ts';
import { isDecimalAbove0 } from './decimals.ts';

/** Where money is sent to. None of it ever changes: another account is another method. */
export interface BankAccount {
  readonly holder: string;
  readonly iban: string;
  readonly bic: string;
  readonly bank: string;
  /** ISO 4217. */
  readonly currency: string;
}

/** How a digital asset is taken. */
export interface AssetTerms {
  /** In units of the asset, a decimal; null: any amount is credited. */
  readonly minimum: string | null;
  /** Blocks after which a payment is final. */
  readonly confirmations: number;
}

/** A way to pay in; the members of the other kind are null. */
export interface DepositMethod {
  readonly methodId: string;
  readonly kind: DepositMethodKind;
  readonly holder: string | null;
  readonly iban: string | null;
  readonly bic: string | null;
  readonly bank: string | null;
  readonly currency: string | null;
  readonly asset: Asset | null;
  readonly network: Network | null;
  readonly minimum: string | null;
  readonly confirmations: number | null;
  /** How long a payment usually takes, in words. */
  readonly usualTime: string;
  readonly addedAt: Date;
  readonly addedBy: string;
  /** Since when partners see it. */
  readonly confirmedAt: Date | null;
  readonly confirmedBy: string | null;
  readonly archivedAt: Date | null;
}

/** `waiting`: a second person has not confirmed it, and no partner sees it. */
export function methodStatus({
  archivedAt,
  confirmedAt,
}: Pick<DepositMethod, 'archivedAt' | 'confirmedAt'>): 'waiting' | 'open' | 'archived' {
  if (archivedAt) return 'archived';
  return confirmedAt ? 'open' : 'waiting';
}

export const methodColumns = `method_id AS "methodId", kind, holder, iban, bic, bank, currency, asset, network,
  trim_scale(minimum)::text AS minimum, confirmations, usual_time AS "usualTime", added_at AS "addedAt", added_by AS "addedBy",
  confirmed_at AS "confirmedAt", confirmed_by AS "confirmedBy", archived_at AS "archivedAt"`;

const IBAN = /^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$/;
const BIC = /^[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/;
const CURRENCY = /^[A-Z]{3}$/;
const TEXT_MAX = 140;
const USUAL_MAX = 100;
const CONFIRMATIONS_MAX = 1_000;

/** The account in stored form, without the blanks of its grouping; its IBAN's check digits are checked (ISO 13616). */
export function readAccount(account: BankAccount): BankAccount {
  const iban = account.iban.replaceAll(/\s/g, '').toUpperCase();
  if (!IBAN.test(iban) || !hasCheckDigits(iban)) {
    throw refuse('iban', 'pattern', 'The check digits of this IBAN do not fit. Copy it whole.');
  }
  const bic = account.bic.replaceAll(/\s/g, '').toUpperCase();
  if (!BIC.test(bic))
    throw refuse('bic', 'pattern', 'It must have 8 or 11 letters and digits, like MARKDEFF.');
  if (!CURRENCY.test(account.currency)) {
    throw refuse('currency', 'pattern', 'It must be three capital letters, as in ISO 4217.');
  }
  const { currency } = account;
  return {
    holder: readLine('holder', account.holder),
    iban,
    bic,
    bank: readLine('bank', account.bank),
    currency,
  };
}

/** Refuses a network over which the asset is not sent. */
export function checkNetwork(asset: Asset, network: Network): void {
  if (networksOf[asset].includes(network)) return;
  throw refuse('network', 'enum', `${asset} is sent over ${networksOf[asset].join(', ')}.`);
}

export function readAssetTerms({ minimum, confirmations }: AssetTerms): AssetTerms {
  if (minimum !== null && !isDecimalAbove0(minimum)) {
    throw refuse('minimum', 'minimum', 'It must be an amount of the asset above 0, like 0.001.');
  }
  if (!Number.isInteger(confirmations) || confirmations < 1 || confirmations > CONFIRMATIONS_MAX) {
    throw refuse(
      'confirmations',
      'minimum',
      `It must be a whole number, 1 to ${CONFIRMATIONS_MAX}.`,
    );
  }
  return { minimum, confirmations };
}

export function readUsualTime(text: string): string {
  return readLine('usual_time', text, USUAL_MAX);
}

function readLine(member: string, text: string, max = TEXT_MAX): string {
  const line = text.normalize('NFC').replace(/\s+/g, ' ').trim();
  if (line !== '' && line.length <= max && line.isWellFormed() && !/\p{Cc}/u.test(line))
    return line;
  throw refuse(member, 'pattern', `It must be 1 to ${max} characters, without control characters.`);
}

function refuse(member: string, code: FieldError['code'], detail: string) {
  return invalid({ pointer: `/${member}`, code, detail });
}

import {
  type Address,
  bareShape,
  faultsOf,
  type Shop,
  ShopSet,
  shopNameDefault,
} from '@psnb2b/contract';
import { isEmail, readEmail } from '../kit/email-address.ts';
import { firstUnprintable } from '../kit/printable-text.ts';
import { type FieldError, invalid } from '../kit/refusal.ts';
import { isoOrNull } from '../kit/time.ts';
import { hasUnseen, visibleText } from '../kit/visible-text.ts';
import { isWebsite } from '../kit/website.ts';
import { type Logo, logoAddress } from './logo.ts';

/** What the operator stated about itself. Null: nothing. */
export interface Operator {
  readonly name: string | null;
  readonly legalName: string | null;
  readonly address: Address | null;
  readonly registrationNumber: string | null;
  readonly taxNumber: string | null;
  readonly supportEmail: string | null;
  readonly website: string | null;
  /** `#rrggbb` in lower case. */
  readonly brandColour: string | null;
  /** Basis points that prices include. */
  readonly taxBps: number | null;
  readonly taxNote: string | null;
  /** Name in the time-zone database; days of sales begin and end there. */
  readonly timeZone: string | null;
}

export interface ShopSettings extends Operator {
  /** The name to show: what was set, otherwise the default. */
  readonly shownName: string;
  readonly logo: Logo | null;
  /** Whether its partners, prices and codes were invented by the demo. */
  readonly isDemo: boolean;
  /** How often it was set, but for the logo. */
  readonly version: number;
  readonly setAt: Date | null;
  readonly setBy: string | null;
}

export const nobody: Operator = {
  name: null,
  legalName: null,
  address: null,
  registrationNumber: null,
  taxNumber: null,
  supportEmail: null,
  website: null,
  brandColour: null,
  taxBps: null,
  taxNote: null,
  timeZone: null,
};

/** What applies before anybody has set anything. */
export const defaults: ShopSettings = {
  ...nobody,
  shownName: shopNameDefault,
  logo: null,
  isDemo: false,
  version: 0,
  setAt: null,
  setBy: null,
};

const BPS = 100;

/**
 * What was sent or typed, cleaned; `validation_failed` names what has the wrong form, cannot be true, or cannot be shown. The call
 * has checked the form already, the command line has not.
 */
export function readOperator(given: ShopSet): Operator {
  const misshapen = faultsOf(bareShape(ShopSet), given);
  if (misshapen.length > 0) throw invalid(...misshapen);
  const faults: FieldError[] = [];
  const fault = (pointer: string, detail: string, code: FieldError['code'] = 'format') =>
    faults.push({ pointer, code, detail });
  for (const [pointer, text] of texts(given)) {
    if (hasUnseen(text)) {
      fault(pointer, 'It contains a character that nobody sees; type it anew instead of pasting.');
    } else if (firstUnprintable(text) !== null) {
      const found = firstUnprintable(text);
      fault(
        pointer,
        `It contains ${found}, which documents cannot print; use Latin, Greek or Cyrillic.`,
      );
    }
  }
  const supportEmail = given.support_email === undefined ? null : readEmail(given.support_email);
  if (supportEmail !== null && !isEmail(supportEmail)) {
    fault('/support_email', 'It must be like name@example.com.');
  }
  if (given.website !== null && given.website !== '' && !isWebsite(given.website)) {
    fault('/website', 'It must be an address that begins with https:// or http://.');
  }
  const taxBps = given.tax_percent === null ? null : given.tax_percent * BPS;
  if (taxBps !== null && Math.abs(taxBps - Math.round(taxBps)) > Number.EPSILON * taxBps) {
    fault('/tax_percent', 'It has at most two decimals.', 'precision');
  }
  if (taxBps !== null && given.tax_note === null) {
    fault('/tax_note', 'It is required with a tax: say on what ground it is charged.', 'required');
  }
  if (given.time_zone !== null && !isZone(given.time_zone)) {
    fault('/time_zone', 'It is no known time zone; write it like Europe/Berlin.');
  }
  if (faults.length > 0) throw invalid(...faults);
  return {
    name: textOrNull(given.name),
    legalName: textOrNull(given.legal_name),
    address: given.address && cleanAddress(given.address),
    registrationNumber: textOrNull(given.registration_number),
    taxNumber: textOrNull(given.tax_number),
    supportEmail,
    website: textOrNull(given.website),
    brandColour: given.brand_colour?.toLowerCase() ?? null,
    taxBps: taxBps === null ? null : Math.round(taxBps),
    taxNote: textOrNull(given.tax_note),
    timeZone: given.time_zone,
  };
}

/** The same as a call sends it: the base of a change of some members. */
export function asSent(operator: Operator): ShopSet {
  return {
    name: operator.name,
    legal_name: operator.legalName,
    address: operator.address,
    registration_number: operator.registrationNumber,
    tax_number: operator.taxNumber,
    ...(operator.supportEmail !== null && { support_email: operator.supportEmail }),
    website: operator.website,
    brand_colour: operator.brandColour,
    tax_percent: operator.taxBps === null ? null : operator.taxBps / BPS,
    tax_note: operator.taxNote,
    time_zone: operator.timeZone,
  };
}

/** As the console reads it. */
export function presentShop({ logo, version, setAt, setBy, ...operator }: ShopSettings): Shop {
  return {
    object: 'shop',
    version,
    logo: logo && { url: logoAddress(logo), width: logo.width, height: logo.height },
    support_email: null,
    ...asSent(operator),
    set_at: isoOrNull(setAt),
    set_by: setBy,
  };
}

/** The time zone in which the shop counts its days. */
export function zoneOf({ timeZone }: Pick<ShopSettings, 'timeZone'>): string {
  // nothing: without a zone days are those of UTC.
  return timeZone ?? 'UTC';
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The members that differ. */
export function changedMembers(before: Operator, after: Operator): (keyof Operator)[] {
  const members = Object.keys(nobody) as (keyof Operator)[];
  return members.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}

function cleanAddress(address: Address): Address {
  return {
    line1: visibleText(address.line1),
    line2: textOrNull(address.line2),
    city: visibleText(address.city),
    state: textOrNull(address.state),
    postal_code: textOrNull(address.postal_code),
    country: address.country,
  };
}

function textOrNull(text: string | null): string | null {
  return text === null ? null : visibleText(text) || null;
}

/** Every text by its JSON pointer. */
function texts({ address, ...members }: ShopSet): (readonly [string, string])[] {
  const inside = Object.entries(address ?? {}).map(([name, value]) => [`address/${name}`, value]);
  return [...Object.entries(members), ...inside].flatMap(([name, value]) =>
    typeof value === 'string' ? [[`/${name}`, value] as const] : [],
  );
}

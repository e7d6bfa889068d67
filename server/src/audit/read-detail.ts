import { formatMoney } from '../kit/money.ts';

/** What changed, as people read it: texts with their unit; null is nothing. */
export interface AuditChange {
  readonly member: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What else an entry records. */
export interface AuditFactShown {
  readonly member: string;
  readonly value: string;
}

export interface ReadDetail {
  readonly reason: string | null;
  readonly changes: readonly AuditChange[];
  readonly facts: readonly AuditFactShown[];
}

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
type Members = { readonly [name: string]: Json };

/** The name of the one value that an action changes, where `before` and `after` do not name it. */
const CHANGED: Readonly<Record<string, string>> = {
  'claim_limit.set': 'one_person_max',
  'codes.pattern_set': 'patterns',
  'payment_terms.set': 'payment_days',
  'partner.payment_term_set': 'payment_days',
  'partner.price_list_set': 'price_list',
  'partner.credit_limit_set': 'credit_limit',
  'price.changed': 'price',
  'price_list.price_set': 'price',
  'price_floor.set': 'margin_bps',
  'product.status_changed': 'status',
  'quota.set': 'per_day',
  'return_terms.set': 'return_hours',
  'stock_threshold.set': 'codes',
  'test_balance.set': 'balance',
  'email.changed': 'email',
};

/** Where the state after a change has a name of its own. */
const AFTER = ['after', 'to', 'to_bps', 'one_person_max', 'balance'] as const;
const BEFORE = ['before', 'from', 'from_bps'] as const;

/** Members that are amounts of money: an integer in minor units, or a decimal text. */
const MONEY = new Set([
  ...['amount', 'approval_limit', 'balance', 'credit_limit', 'daily_spend', 'invoice_limit'],
  ...['low_balance', 'minimum', 'one_person_max', 'price', 'recovered', 'sent_amount', 'total'],
  ...['volume_30d', 'unit_cost'],
]);
const LISTED_MAX = 20;
const TEXT_MAX = 2_000;
const DECIMAL = /^-?\d{1,15}(?:\.\d{1,8})?$/;

/**
 * Reads the recorded detail of an entry. Money has its currency: that of the detail, else that of the subject, else `currency`, that of
 * the business. A number of money whose currency is unknown is left out rather than shown in minor units.
 */
export function readDetail(
  entry: { readonly action: string; readonly subject: string; readonly detail: string },
  currency: string | null,
): ReadDetail {
  const detail = membersOf(JSON.parse(entry.detail) as Json);
  const { reason = null, change: _asked, ...rest } = detail;
  const show = shower(currencyOf(entry, detail) ?? currency);
  const before = BEFORE.find((name) => name in rest);
  const after = before && AFTER.find((name) => name in rest);
  const others = Object.entries(rest).filter(([name]) => name !== before && name !== after);
  const changes =
    before && after ? changesOf(entry.action, rest[before] ?? null, rest[after] ?? null) : [];
  const paired = others.flatMap(([name, value]) => pairOf(name, value));
  const names = new Set(paired.map(({ member }) => member));
  return {
    reason: typeof reason === 'string' ? reason : null,
    changes: [...changes, ...paired].map((each) => ({
      member: each.member,
      before: show(each.member, each.before, rest),
      after: show(each.member, each.after, rest),
    })),
    facts: others
      .filter(([name]) => !names.has(snake(name)))
      .flatMap(([name, value]) => flat(snake(name), value))
      .flatMap(([member, value]) => {
        const text = isCurrency(member) ? null : show(member, value, rest);
        return text === null ? [] : [{ member, value: text }];
      }),
  };
}

interface Step {
  readonly member: string;
  readonly before: Json;
  readonly after: Json;
}

/** `{ role: 'buyer' }` to `{ role: 'finance' }`, or one value to another. */
function changesOf(action: string, before: Json, after: Json): Step[] {
  if (!isMembers(before) && !isMembers(after)) {
    // nothing: proposals change one value, which their kind names.
    return [{ member: CHANGED[action] ?? 'value', before, after }];
  }
  const [was, is] = [membersOf(before), membersOf(after)];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .map((name) => ({ member: snake(name), before: was[name] ?? null, after: is[name] ?? null }))
    .filter((step) => !isCurrency(step.member))
    .filter((step) => JSON.stringify(step.before) !== JSON.stringify(step.after));
}

/** A member that itself has a state before and after. */
function pairOf(name: string, value: Json): Step[] {
  if (!isMembers(value) || !('before' in value) || !('after' in value)) return [];
  return [{ member: snake(name), before: value.before ?? null, after: value.after ?? null }];
}

/** Members of members under a name of both: `filters_status`. */
function flat(name: string, value: Json): [string, Json][] {
  if (!isMembers(value)) return [[name, value]];
  return Object.entries(value).flatMap(([inner, each]) => flat(`${name}_${snake(inner)}`, each));
}

function shower(currency: string | null) {
  const show = (member: string, value: Json, among: Members): string | null => {
    if (value === null || value === '') return null;
    if (typeof value === 'boolean') return value ? 'yes' : 'no';
    if (Array.isArray(value)) return listed(value.map((each) => show(member, each as Json, among)));
    if (isMembers(value)) {
      const inner = Object.entries(value).map(([name, each]) => {
        const text = show(snake(name), each, value);
        return text === null ? null : `${wordsOf(snake(name))} ${text}`;
      });
      return listed(inner);
    }
    const text = String(value);
    if (MONEY.has(member) && DECIMAL.test(text)) {
      const own = among[`${member.replace(/_?amount$/, '')}_currency`.replace(/^_/, '')];
      return moneyOf(value as string | number, typeof own === 'string' ? own : currency);
    }
    return typeof value === 'number' ? numberOf(member, value) : text.slice(0, TEXT_MAX);
  };
  return show;
}

function moneyOf(value: string | number, currency: string | null): string | null {
  if (currency === null) return typeof value === 'string' ? value : null;
  return `${typeof value === 'number' ? formatMoney(value, currency) : value} ${currency}`;
}

function numberOf(member: string, value: number): string {
  if (member.endsWith('_bps')) return `${value / 100} %`;
  if (member.endsWith('_ms')) return durationOf(value / 1_000);
  if (member.endsWith('_seconds') || member === 'hold_seconds_max') return durationOf(value);
  if (member.endsWith('_hours')) return `${value} h`;
  if (member.endsWith('bytes'))
    return value < 1_024 ? `${value} B` : `${Math.ceil(value / 1_024)} KB`;
  return String(value);
}

function durationOf(seconds: number): string {
  const units = [
    [86_400, 'd'],
    [3_600, 'h'],
    [60, 'min'],
  ] as const;
  const [size, unit] = units.find(([each]) => seconds >= each && seconds % each === 0) ?? [1, 's'];
  return `${seconds / size} ${unit}`;
}

function listed(texts: readonly (string | null)[]): string | null {
  const known = texts.filter((text) => text !== null);
  if (known.length === 0) return null;
  const shown = known.slice(0, LISTED_MAX).join(', ');
  return known.length > LISTED_MAX ? `${shown} and ${known.length - LISTED_MAX} more` : shown;
}

/** The currency that a detail names; the limit of claim decisions and the tiers are of the currency that they are set for. */
function currencyOf({ subject }: { readonly subject: string }, detail: Members): string | null {
  const named = [detail.currency, membersOf(detail.after ?? null).currency, subject];
  return (
    named.find((each): each is string => typeof each === 'string' && /^[A-Z]{3}$/.test(each)) ??
    null
  );
}

function isCurrency(member: string): boolean {
  return member === 'currency' || member === 'sent_currency';
}

function isMembers(value: Json): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function membersOf(value: Json): Members {
  return isMembers(value) ? value : {};
}

function wordsOf(member: string): string {
  return member.replace(/_(bps|ms|seconds|hours)$/, '').replaceAll('_', ' ');
}

/** `requestsPerMinute` as `requests_per_minute`; the name of a thing, such as a SKU, as it is. */
function snake(name: string): string {
  if (!/^[a-z]/.test(name)) return name;
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

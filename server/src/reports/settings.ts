import {
  consoleOperations,
  paymentDaysMax,
  returnHoursDefault,
  returnHoursMax,
  type StaffRole,
  settingGroups,
  staffRoles,
} from '@psnb2b/contract';
import { lastChanges } from '../audit/index.ts';
import { type CatalogSnapshot, formatPercent, WHOLE_SHOP } from '../catalog/index.ts';
import type { EnvironmentName, EnvironmentSetting } from '../config/index.ts';
import { actorTexts } from '../identity/index.ts';
import { paymentTerms } from '../invoicing/index.ts';
import { required } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';
import { formatMoney } from '../kit/money.ts';
import { HOUR_MS } from '../kit/time.ts';
import { returnTerms } from '../orders/index.ts';
import { listQuotas, quotas } from '../quotas/index.ts';
import { discardCodesDefault, stockLimits } from '../stock/index.ts';
import { FIXED } from './fixed-settings.ts';
import { listTerms } from './list-claim-terms.ts';
import { PLAIN, type SettingRow } from './setting-row.ts';

/** The roles that may make a call. */
const rolesOf = (call: keyof typeof consoleOperations): readonly StaffRole[] => {
  const { roles } = consoleOperations[call];
  return roles === 'any' ? staffRoles : (roles as readonly StaffRole[]);
};

/** Every limit and window: what applies, what applies by default, and who set it. */
export async function listSettings(
  db: Db,
  {
    catalog,
    environment,
  }: { readonly catalog: CatalogSnapshot; readonly environment: readonly EnvironmentSetting[] },
): Promise<SettingRow[]> {
  const rows = await withLastChanges(db, [
    ...(await claimSettings(db, catalog)),
    ...(await returnSettings(db)),
    await paymentSetting(db),
    priceFloor(catalog),
    ...(await stockSettings(db)),
    ...(await quotaSettings(db)),
    ...environment.map(ofEnvironment),
    ...FIXED,
  ]);
  const names = await actorTexts(
    db,
    rows.flatMap(({ setBy }) => setBy ?? []),
  );
  const places = new Map(settingGroups.map((group, place) => [group, place]));
  const placeOf = ({ group }: SettingRow) => required(places.get(group), `${group} is a group`);
  return rows
    .map((row) => ({ ...row, setBy: row.setBy && names(row.setBy) }))
    .sort((a, b) => placeOf(a) - placeOf(b));
}

/** Adds who set it and when, from the audit, where that is not recorded with the setting. */
async function withLastChanges(db: Db, rows: readonly SettingRow[]): Promise<SettingRow[]> {
  const asked = rows.flatMap(({ origin, setAt, auditAction: action, auditSubject: subject }) =>
    origin === 'set' && setAt === null && action !== null && subject !== null
      ? [{ action, subject }]
      : [],
  );
  const found = new Map(
    (await lastChanges(db, asked)).map((each) => [`${each.action} ${each.subject}`, each]),
  );
  return rows.map((row) => {
    const last = found.get(`${row.auditAction} ${row.auditSubject}`);
    if (last === undefined || row.origin !== 'set' || row.setAt !== null) return row;
    return { ...row, setAt: last.at, setBy: last.actor };
  });
}

async function claimSettings(db: Db, catalog: CatalogSnapshot): Promise<SettingRow[]> {
  const { limits, tiers, tiersWithout, defaults } = await listTerms(db, (currency) =>
    catalog.tiers(currency),
  );
  const terms = [
    ...tiers.map((each) => ({ ...each, isOwn: true })),
    ...tiersWithout.map((tier) => ({ tier, ...defaults.normal, isOwn: false })),
  ];
  return [
    ...limits.map(({ currency, onePersonMax, oneDefault, own }) => ({
      ...PLAIN,
      id: `claim_limit.${currency}`,
      group: 'two_people' as const,
      title: `Claims: approval limit of one person, ${currency}`,
      explains: 'A decision on a claim above this amount needs a second person.',
      value: formatMoney(onePersonMax, currency),
      defaultValue: formatMoney(oneDefault, currency),
      unit: currency,
      origin: own ? ('set' as const) : ('default' as const),
      roles: rolesOf('setDecisionLimit'),
      needsTwo: true,
      ...{ setWith: 'claim_limit' as const, member: currency },
      ...{ auditAction: 'claim_limit.set', auditSubject: currency },
    })),
    ...terms.map(({ tier, answerWithinMs, decideWithinMs, isOwn }) => ({
      ...PLAIN,
      id: `claim_terms.${tier}`,
      group: 'claims' as const,
      title: `Claims: service level of ${tier}`,
      explains: 'How soon a claim gets its first response, and its decision.',
      value: `${answerWithinMs / HOUR_MS} / ${decideWithinMs / HOUR_MS}`,
      defaultValue: `${defaults.normal.answerWithinMs / HOUR_MS} / ${defaults.normal.decideWithinMs / HOUR_MS}`,
      unit: 'h',
      origin: isOwn ? ('set' as const) : ('default' as const),
      takesEffect: 'new_claims' as const,
      roles: rolesOf('setTierTerms'),
      ...{ setWith: 'claim_terms' as const, member: tier },
      ...{ auditAction: 'claim_terms.set', auditSubject: tier },
    })),
  ];
}

async function returnSettings(db: Db): Promise<SettingRow[]> {
  const { returnHours, setAt, setBy } = await returnTerms(db);
  return [
    {
      ...PLAIN,
      id: 'returns',
      group: 'claims',
      title: 'Returns: how long unread codes can be returned',
      explains:
        'Hours after the delivery; 0: codes cannot be returned. Also for orders that were delivered before.',
      value: String(returnHours),
      defaultValue: String(returnHoursDefault),
      unit: 'h',
      origin: setAt === null ? 'default' : 'set',
      ...{ setAt, setBy },
      range: `0 to ${returnHoursMax}`,
      roles: rolesOf('setReturnTerms'),
      setWith: 'return_terms',
      ...{ auditAction: 'return_terms.set', auditSubject: 'returns' },
    },
  ];
}

async function paymentSetting(db: Db): Promise<SettingRow> {
  const { days, defaultDays, setAt, setBy } = await paymentTerms(db);
  return {
    ...PLAIN,
    id: 'payment_terms',
    group: 'money',
    title: 'Invoices: payment term',
    explains:
      'Days from the date of an invoice until it is due, for invoices that are issued from now on; a business can have its own.',
    value: String(days),
    defaultValue: String(defaultDays),
    unit: 'days',
    origin: setAt === null ? 'default' : 'set',
    ...{ setAt, setBy },
    range: `0 to ${paymentDaysMax}`,
    roles: rolesOf('setPaymentTerms'),
    setWith: 'payment_terms',
    ...{ auditAction: 'payment_terms.set', auditSubject: 'invoices' },
  };
}

function priceFloor(catalog: CatalogSnapshot): SettingRow {
  const own = catalog.ownFloorBps(WHOLE_SHOP);
  return {
    ...PLAIN,
    id: 'price_floor',
    group: 'two_people',
    title: 'Prices: floor of the shop',
    explains: 'The margin over cost that one person must leave; regions can have their own.',
    // nothing: no floor is set.
    value: formatPercent(own ?? 0),
    defaultValue: formatPercent(0),
    origin: own === null ? 'default' : 'set',
    range: '0 to 900 %',
    roles: rolesOf('setPriceFloor'),
    needsTwo: true,
    setWith: 'price_floor',
    ...{ auditAction: 'price_floor.set', auditSubject: 'shop' },
  };
}

async function stockSettings(db: Db): Promise<SettingRow[]> {
  const { releaseCodes, discardCodes, setAt, setBy } = await stockLimits(db);
  const shared = {
    ...PLAIN,
    group: 'two_people' as const,
    unit: 'codes',
    origin: setAt === null ? ('default' as const) : ('set' as const),
    ...{ setAt, setBy },
    roles: rolesOf('setStockLimits'),
    needsTwo: true,
    setWith: 'stock_limits' as const,
    ...{ auditAction: 'stock_limits.set', auditSubject: 'stock' },
  };
  return [
    {
      ...shared,
      id: 'stock.release',
      title: 'Stock: codes that one person puts up for sale in a day',
      explains: 'A larger lot waits until somebody else releases it; empty: any number.',
      value: releaseCodes === null ? 'any number' : String(releaseCodes),
      defaultValue: 'any number',
      unit: releaseCodes === null ? '' : 'codes',
      range: '1 to 10,000,000, or empty',
    },
    {
      ...shared,
      id: 'stock.discard',
      title: 'Stock: unsold codes that one person discards in a day',
      explains: 'Discarding more needs a second admin.',
      value: String(discardCodes),
      defaultValue: String(discardCodesDefault),
      range: '0 to 10,000,000',
    },
  ];
}

async function quotaSettings(db: Db): Promise<SettingRow[]> {
  return (await listQuotas(db)).map(({ name, perDay, setAt, setBy }) => {
    const { what, of, perDay: usual } = quotas[name];
    return {
      ...PLAIN,
      id: `quota.${name}`,
      group: 'quotas',
      title: `Quota: ${what}`,
      explains: `How many ${what} one ${of === 'tenant' ? 'business and mode' : of} may add in a day (UTC).`,
      value: String(perDay),
      defaultValue: String(usual),
      unit: 'a day',
      origin: setAt === null ? 'default' : 'set',
      ...{ setAt, setBy },
      range: '0 or more',
      roles: rolesOf('setQuota'),
      setWith: 'quota',
      member: name,
      ...{ auditAction: 'quota.set', auditSubject: name },
    };
  });
}

/** Variables that guard money; the others are about the server. */
const OF_MONEY: readonly EnvironmentName[] = [
  'APPROVAL_WINDOW_HOURS',
  'CREDIT_ALONE_MAX',
  'SOLE_ADMIN_DELAY_HOURS',
];

function ofEnvironment(variable: EnvironmentSetting): SettingRow {
  const { name, explains, defaultValue, unit, range, isSecret, isSet, value } = variable;
  return {
    ...PLAIN,
    ...{ id: name, title: name, explains, defaultValue, unit, range, isSecret },
    group: OF_MONEY.includes(name) ? 'two_people' : 'server',
    value: isSet ? value : defaultValue,
    origin: isSet ? 'environment' : 'default',
    takesEffect: 'restart',
    setWith: 'environment',
  };
}

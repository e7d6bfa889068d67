import { type AlertKind, mayBeWarned } from '@psnb2b/contract';
import { lastDepositsOf } from '../funding/index.ts';
import {
  findWarned,
  listPeople,
  notify,
  partnersOfPeople,
  type Warned,
} from '../identity/index.ts';
import type { Clock } from '../kit/clock.ts';
import { type Database, NothingHappened, OutcomeUnknown, type Tx } from '../kit/database/index.ts';
import { DAY_MS, HOUR_MS } from '../kit/time.ts';
import { spendableOf } from '../ledger/index.ts';
import type { Notifier } from '../notifications/index.ts';
import { expiringKeys, liveTenantsOf, tenantsById } from '../partners/index.ts';
import type { Inventory } from '../stock/index.ts';
import { FAILING_MAX_MS, failingEndpoints } from '../webhooks/index.ts';
import { announcedOf, announceExpiring, announceFailing } from './announce.ts';
import { arm, armOthers, firedSubjects, noteFired, noteReminded } from './firings.ts';
import { isWellAbove, nextStep, type Situation } from './next-step.ts';
import { eachRule, rulesAbout, type StandingRule } from './rules.ts';

export interface AlertParts extends Notifier {
  readonly database: Database;
  readonly clock: Clock;
  readonly inventory: Inventory;
}

/** Keys that end later than this warn nobody. */
const KEY_DAYS_MAX = 90;
/** Failures of one round that are reported. */
const FAILURES_MAX = 10;

type Say = (tx: Tx, person: Warned, isReminder: boolean) => Promise<void>;

/** Told of each warning. */
export type OnWarning = (kind: AlertKind, outcome: 'sent' | 'failed') => void;

/** One look at all rules. */
interface Round extends AlertParts {
  readonly tell: OnWarning;
  readonly failures: unknown[];
}

/**
 * Warns everybody whose alert has come true, once each, and arms what is well again; programs are sent an event of a failing endpoint and of
 * a key that is about to expire. Returns how many people it warned. A warning that fails keeps nobody else's from being sent; it is tried
 * again in the next round, and this one throws when it is through.
 */
export async function sendAlerts(
  { database, clock, inventory, mailKey, publicUrl }: AlertParts,
  tell: OnWarning = () => {},
): Promise<number> {
  const at = clock.now();
  const round: Round = {
    ...{ database, clock, inventory, mailKey, publicUrl },
    ...{ tell, failures: [] },
  };
  const balances = await warnOfBalances(round, at);
  const products = await warnOfProducts(round, at);
  const endpoints = await warnOfEndpoints(round, at);
  const sent = balances + products + endpoints + (await warnOfKeys(round, at));
  const { failures } = round;
  if (failures.length > 0) {
    throw new AggregateError(
      failures.slice(0, FAILURES_MAX),
      `warnings failed: ${failures.length}`,
    );
  }
  return sent;
}

async function warnOfBalances(parts: Round, at: Date): Promise<number> {
  const { reads } = parts.database;
  let sent = 0;
  for await (const rules of eachRule(reads, 'balance_low')) {
    const partners = await partnersOfPeople(
      reads,
      rules.map(({ userId }) => userId),
    );
    const tenants = await liveTenantsOf(reads, [...new Set(partners.values())]);
    const ids = [...tenants.values()].map(({ tenantId }) => tenantId);
    const [spendable, deposits] = [await spendableOf(reads, ids), await lastDepositsOf(reads, ids)];
    for (const rule of rules) {
      const partnerId = partners.get(rule.userId);
      const tenant = partnerId === undefined ? undefined : tenants.get(partnerId);
      const available = tenant && spendable.get(tenant.tenantId);
      const { threshold, standing } = rule;
      if (!tenant || available === undefined || threshold === null) continue;
      const firedAt = standing?.firedAt ?? null;
      const deposit = deposits.get(tenant.tenantId);
      const hasDeposit = deposit !== undefined && firedAt !== null && deposit > firedAt;
      const now = {
        isTrue: available < threshold,
        isBack: isWellAbove(available, threshold) || hasDeposit,
      };
      const facts = { available, threshold, currency: tenant.currency, at };
      sent += await step(parts, rule, '', now, at, (tx, person, isReminder) =>
        notify(tx, 'alert.balance_low', person, { ...facts, isReminder }, parts),
      );
    }
  }
  return sent;
}

async function warnOfProducts(parts: Round, at: Date): Promise<number> {
  const { catalog, levels } = await parts.inventory.current();
  let sent = 0;
  for (const kind of ['product_low', 'product_back'] as const) {
    for await (const rules of eachRule(parts.database.reads, kind)) {
      for (const rule of rules) {
        const { product: sku, threshold } = rule;
        const product = catalog.productBySku(sku);
        if (product?.status !== 'active') continue;
        // nothing: a product that never had a code has none.
        const left = levels.get(product.productId)?.available ?? 0;
        const facts = { sku, left, at };
        if (kind === 'product_back') {
          const now = { isTrue: left > 0, isBack: left === 0, restMs: HOUR_MS, isOnce: true };
          sent += await step(parts, rule, sku, now, at, (tx, person) =>
            notify(tx, 'alert.product_back', person, facts, parts),
          );
        } else if (threshold !== null) {
          const now = {
            isTrue: left <= threshold,
            isBack: isWellAbove(left, threshold),
            restMs: HOUR_MS,
          };
          sent += await step(parts, rule, sku, now, at, (tx, person, isReminder) =>
            notify(tx, 'alert.product_low', person, { ...facts, isReminder }, parts),
          );
        }
      }
    }
  }
  return sent;
}

async function warnOfEndpoints(parts: Round, at: Date): Promise<number> {
  const { reads } = parts.database;
  const announced = await announcedOf(reads, 'webhook_endpoint.failing');
  const fired = await firedSubjects(reads, 'endpoint_failing');
  const failing = await failingEndpoints(reads);
  const ids = failing.map(({ endpointId }) => endpointId);
  await armOthers(parts.database, 'endpoint_failing', fired, ids);
  const tenants = await tenantsById(
    reads,
    failing.map(({ tenantId }) => tenantId),
  );
  parts.failures.push(...(await announceFailing(parts.database, announced, failing, at)));
  let sent = 0;
  for (const { endpointId, tenantId, failingSince } of failing) {
    const tenant = tenants.get(tenantId);
    if (!tenant) continue;
    const { mode, partnerId } = tenant;
    const disabledFrom = new Date(failingSince.getTime() + FAILING_MAX_MS);
    sent += await warnKeepers(
      parts,
      'endpoint_failing',
      partnerId,
      endpointId,
      (hours) => ({
        isTrue: at.getTime() - failingSince.getTime() >= hours * HOUR_MS,
        isBack: false,
      }),
      at,
      (tx, person) =>
        notify(
          tx,
          'alert.endpoint_failing',
          person,
          { mode, endpointId, failingSince, disabledFrom, at },
          parts,
        ),
    );
  }
  return sent;
}

async function warnOfKeys(parts: Round, at: Date): Promise<number> {
  const { reads } = parts.database;
  const announced = await announcedOf(reads, 'key.expiring');
  const fired = await firedSubjects(reads, 'key_expires');
  const keys = await expiringKeys(reads, at, new Date(at.getTime() + KEY_DAYS_MAX * DAY_MS));
  const ids = keys.map(({ keyId }) => keyId);
  await armOthers(parts.database, 'key_expires', fired, ids);
  parts.failures.push(...(await announceExpiring(parts.database, announced, keys, at)));
  let sent = 0;
  for (const key of keys) {
    const { keyId, partnerId, expiresAt } = key;
    const leftMs = expiresAt.getTime() - at.getTime();
    const facts = { key, expiresAt, days: Math.max(1, Math.ceil(leftMs / DAY_MS)), at };
    sent += await warnKeepers(
      parts,
      'key_expires',
      partnerId,
      keyId,
      (days) => ({
        isTrue: leftMs <= days * DAY_MS,
        isBack: false,
      }),
      at,
      (tx, person) => notify(tx, 'alert.key_expires', person, facts, parts),
    );
  }
  return sent;
}

/** Warns owners and developers of one thing, each by their own line, or by the standard one. */
async function warnKeepers(
  parts: Round,
  kind: AlertKind,
  partnerId: string,
  subject: string,
  situation: (threshold: number) => Situation,
  at: Date,
  say: Say,
): Promise<number> {
  const { reads } = parts.database;
  const people = await listPeople(reads, { partnerId, roles: ['owner', 'developer'] });
  const rules = await rulesAbout(
    reads,
    people.map(({ userId }) => userId),
    kind,
    subject,
  );
  let sent = 0;
  for (const rule of rules) {
    if (rule.threshold === null) continue;
    sent += await step(parts, rule, subject, situation(rule.threshold), at, say);
  }
  return sent;
}

/** Does what is due for one rule and one thing; returns 1 if its person was warned. */
async function step(
  { database, tell, failures }: Round,
  rule: StandingRule,
  subject: string,
  situation: Situation,
  at: Date,
  say: Say,
): Promise<number> {
  const { userId, kind, mutedUntil, byEmail } = rule;
  const isMuted = mutedUntil !== null && mutedUntil > at;
  const due = nextStep(rule.standing, situation, isMuted, at);
  if (due === 'stay') return 0;
  const about = { userId, kind, subject };
  const work = async (tx: Tx): Promise<number> => {
    if (due === 'arm') {
      await arm(tx, about);
      return 0;
    }
    // Locked, so that whoever leaves or gets another role meanwhile is not warned.
    const person = await findWarned(tx, userId);
    if (!person || !mayBeWarned(kind, person.role)) return 0;
    const isReminder = due === 'remind';
    if (!(await (isReminder ? noteReminded : noteFired)(tx, about, at))) return 0;
    await say(tx, { ...person, byEmail }, isReminder);
    return 1;
  };
  try {
    const sent = await database.transaction(work);
    if (sent > 0) tell(kind, 'sent');
    return sent;
  } catch (error) {
    // Without the database no warning can be sent.
    if (error instanceof NothingHappened || error instanceof OutcomeUnknown) throw error;
    tell(kind, 'failed');
    failures.push(error);
    return 0;
  }
}

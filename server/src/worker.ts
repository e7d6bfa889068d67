import {
  announceInventory,
  applyProposals,
  countPaces,
  endManualTiers,
  expireApprovals,
  keepFloors,
  remindOfIncidents,
  runPriceChanges,
  sendEndpointNotices,
  verify,
  verifyAudit,
  watchBackups,
  watchStock,
} from './acts/index.ts';
import { sendAlerts } from './alerts/index.ts';
import type { App } from './app.ts';
import { chainAudit, signHead } from './audit/index.ts';
import { backupParts } from './backup-parts.ts';
import { archiveWal } from './backups/index.ts';
import { decideTestClaims } from './claims/index.ts';
import { listDepositMethods, methodStatus } from './deposit-methods/index.ts';
import { dropLooseFiles } from './files/index.ts';
import { countWaiting } from './funding/index.ts';
import { pruneIdentity, settleLinks } from './identity/index.ts';
import { dropIdleImports, runImports } from './imports/index.ts';
import { countWaitingDocuments, issueDocuments, remindOverdue } from './invoicing/index.ts';
import { forgetChanges } from './kit/database/index.ts';
import { pruneOldRecords } from './kit/idempotency/index.ts';
import { type Job, JobRunner } from './kit/jobs.ts';
import { forgetLinks, pruneEmails, recallEmails, sendEmails } from './kit/mail/index.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from './kit/time.ts';
import {
  countEndedHolds,
  countFailed,
  expireOrders,
  fillQueues,
  notifyApprovals,
  playNexts,
  recomputeTiers,
  sumApprovals,
  sumHolds,
  sumQueued,
  sumReturned,
} from './orders/index.ts';
import { dropUnseenKeys, pruneUsage, sealProfiles } from './partners/index.ts';
import { pruneQuotas } from './quotas/index.ts';
import { dropOldDays } from './request-log/index.ts';
import { checkDays, countSales } from './sales/index.ts';
import { countOpenIncidents, rollUpFigures } from './status/index.ts';
import { expireLanes, unexpireLanes } from './stock/index.ts';
import { Deliverer, pruneWebhooks, recallRetries } from './webhooks/index.ts';

const IDEMPOTENCY_KEPT_MS = 30 * DAY_MS;
const VERIFY_REST = 20;
/** Rounds of jobs that read or write as much as there is: a file of codes, the whole database. */
const LONG_ROUND_MS = 12 * HOUR_MS;
/** An event that waits longer for its first attempt counts as a failure of the status page. */
const WEBHOOK_LATE_MS = 30 * SECOND_MS;

/** The background work of the worker role. */
export function createWorker(all: App): JobRunner {
  const app: App = { ...all, database: all.patient };
  const { database, log, metrics } = app;
  let testClaimsAfter: string | null = null;
  return new JobRunner({
    ...{ database, clock: app.clock },
    isTimeTrusted: () => app.time.isTrusted(),
    jobs: [
      { name: 'watch-clock', everyMs: 30 * SECOND_MS, run: () => app.time.isTrusted() },
      ...dated([
        { name: 'expire-orders', everyMs: 10 * SECOND_MS, run: () => endOrders(app) },
        { name: 'fill-queues', everyMs: SECOND_MS, run: () => fillQueues(app) },
        { name: 'notify-approvals', everyMs: 5 * SECOND_MS, run: () => notifyApprovals(app) },
        { name: 'expire-lanes', everyMs: 10 * SECOND_MS, run: () => expireLanes(app) },
        { name: 'undo-leaps', everyMs: MINUTE_MS, run: () => undoLeaps(app) },
        { name: 'drop-unseen-keys', everyMs: MINUTE_MS, run: () => dropUnseenKeys(app) },
        { name: 'expire-approvals', everyMs: MINUTE_MS, run: () => expireApprovals(app) },
        { name: 'apply-proposals', everyMs: MINUTE_MS, run: () => applyProposals(app) },
        { name: 'drop-idle-imports', everyMs: HOUR_MS, run: () => dropIdleImports(app) },
        { name: 'run-price-changes', everyMs: 2 * SECOND_MS, run: () => runPriceChanges(app) },
        { name: 'keep-floors', everyMs: MINUTE_MS, run: () => keepFloors(app) },
        { name: 'drop-loose-files', everyMs: HOUR_MS, run: () => dropLooseFiles(app) },
        { name: 'end-manual-tiers', everyMs: MINUTE_MS, run: () => endManualTiers(app) },
        { name: 'recompute-tiers', everyMs: HOUR_MS, run: () => recomputeTiers(app) },
        {
          name: 'prune-idempotency',
          everyMs: MINUTE_MS,
          run: () => pruneOldRecords(app, IDEMPOTENCY_KEPT_MS),
        },
        { name: 'prune-emails', everyMs: HOUR_MS, run: () => pruneEmails(app) },
        { name: 'forget-links', everyMs: HOUR_MS, run: () => forgetLinks(app) },
        { name: 'issue-documents', everyMs: HOUR_MS, run: () => issueMonthly(app) },
        {
          name: 'remind-overdue',
          everyMs: HOUR_MS,
          run: () =>
            remindOverdue(app, (tenantId, error) => {
              metrics.jobFailures.inc({ job: 'remind-overdue' });
              log.error({ err: error, tenantId }, 'a business could not be reminded of invoices');
            }),
        },
        { name: 'prune-quotas', everyMs: HOUR_MS, run: () => pruneQuotas(app) },
        { name: 'prune-key-usage', everyMs: HOUR_MS, run: () => pruneUsage(app) },
        { name: 'prune-identity', everyMs: HOUR_MS, run: () => pruneIdentity(app) },
        { name: 'roll-up-status', everyMs: HOUR_MS, run: () => rollUpFigures(app) },
        { name: 'prune-webhooks', everyMs: MINUTE_MS, run: () => pruneWebhooks(app) },
        { name: 'remind-of-incidents', everyMs: MINUTE_MS, run: () => watchIncidents(app) },
        { name: 'drop-request-log', everyMs: HOUR_MS, run: () => dropOldDays(app) },
      ]),
      {
        name: 'play-test-scripts',
        everyMs: SECOND_MS,
        run: async () => {
          await playNexts(app);
          testClaimsAfter = await decideTestClaims(app, testClaimsAfter);
        },
      },
      {
        name: 'make-backups',
        ...{ everyMs: MINUTE_MS, roundMaxMs: LONG_ROUND_MS },
        run: () => makeBackups(app),
      },
      {
        name: 'archive-wal',
        ...{ everyMs: 20 * SECOND_MS, roundMaxMs: LONG_ROUND_MS },
        run: () => archiveWal(backupPartsOf(app)),
      },
      { name: 'forget-changes', everyMs: MINUTE_MS, run: forgetChanges(database) },
      { name: 'chain-audit', everyMs: 2 * SECOND_MS, run: () => chainAudit(app) },
      { name: 'verify-audit', everyMs: 10 * SECOND_MS, run: () => verifyAudit(app) },
      { name: 'sign-audit-head', everyMs: MINUTE_MS, run: () => signAuditHead(app) },
      {
        name: 'seal-profiles',
        everyMs: HOUR_MS,
        run: () => database.transaction((tx) => sealProfiles(tx, app.vault)),
      },
      {
        name: 'mail',
        everyMs: SECOND_MS,
        run: async () => {
          await settleLinks(app);
          await sendEmails(app);
        },
      },
      {
        name: 'verify',
        ...{ everyMs: MINUTE_MS, roundMaxMs: LONG_ROUND_MS },
        run: watchInvariants(app),
      },
      {
        name: 'run-imports',
        ...{ everyMs: SECOND_MS, roundMaxMs: LONG_ROUND_MS },
        run: () => runImports({ ...app, isStopping: () => app.drain.isStopping }),
      },
      { name: 'count-deposits', everyMs: 10 * SECOND_MS, run: () => countDeposits(app) },
      { name: 'watch-stock', everyMs: 10 * SECOND_MS, run: () => watchStock(app) },
      { name: 'count-sales', everyMs: 5 * SECOND_MS, run: () => countSales(app) },
      { name: 'check-days', everyMs: 10 * MINUTE_MS, run: () => checkDays(app) },
      { name: 'count-paces', everyMs: 10 * MINUTE_MS, run: () => countPaces(app) },
      { name: 'announce-inventory', everyMs: 5 * SECOND_MS, run: () => announceInventory(app) },
      {
        name: 'send-alerts',
        everyMs: 30 * SECOND_MS,
        run: () => sendAlerts(app, (kind, outcome) => metrics.alerts.inc({ kind, outcome })),
      },
      {
        name: 'send-endpoint-notices',
        everyMs: 10 * SECOND_MS,
        run: () => sendEndpointNotices(app),
      },
    ],
    onError: (job, error) => {
      metrics.jobFailures.inc({ job });
      log.error({ err: error, job }, 'a background job failed and will be tried again');
    },
  });
}

/** Ends orders whose time is over, and counts them, what stays open, and what was returned within a day. */
async function endOrders(app: App): Promise<number> {
  const { reads } = app.database;
  const { orders } = app.metrics;
  const ended = await expireOrders(app, {
    onEnd: (failure) => orders.expired.inc({ failure }),
  });
  const now = app.clock.now();
  const since = new Date(now.getTime() - DAY_MS);
  orders.setHolds(await sumHolds(reads));
  orders.setEndedHolds(await countEndedHolds(reads, since));
  orders.setQueue(await sumQueued(reads), now);
  orders.setApprovals(await sumApprovals(reads), now);
  orders.setFailed(await countFailed(reads, now));
  orders.setReturned(await sumReturned(reads, since));
  return ended;
}

/** Counts the payments that wait, and the addresses that are left. */
async function countDeposits({ clock, database: { reads }, metrics }: App): Promise<void> {
  metrics.deposits.set(await countWaiting(reads), clock.now());
  const open = (await listDepositMethods(reads)).filter((each) => methodStatus(each) === 'open');
  metrics.deposits.setLeft(open.map((each) => ({ ...each, left: each.addresses.left })));
}

/** Issues what is due once a month is over, and counts the partners whose documents wait. */
async function issueMonthly(app: App): Promise<void> {
  const { results } = await issueDocuments(app, 'system:issue-documents');
  for (const each of results.flatMap(({ issued }) => issued)) {
    app.metrics.documents.issued.inc({ kind: each.kind });
  }
  app.metrics.documents.setWaiting(await countWaitingDocuments(app.database.reads));
}

/** Reminds staff of open incidents about which nobody writes, and counts the open ones. */
async function watchIncidents(app: App): Promise<number> {
  app.metrics.incidentsOpen.set(await countOpenIncidents(app.database.reads));
  return remindOfIncidents(app);
}

/** Jobs that delete, expire or issue what stays for ever: none runs while the clock is in doubt. */
function dated(jobs: readonly Job[]): Job[] {
  return jobs.map((job) => ({ ...job, needsTrustedTime: true }));
}

function backupPartsOf(app: App) {
  return { ...app, ...backupParts(app.config), isStopping: () => app.drain.isStopping };
}

/** Makes backups as scheduled, and shows how old the newest is. */
async function makeBackups(app: App): Promise<void> {
  const madeAt = await watchBackups(backupPartsOf(app));
  if (madeAt === null) app.metrics.backupAge.remove();
  else app.metrics.backupAge.set((app.clock.now().getTime() - madeAt.getTime()) / SECOND_MS);
}

/** Undoes what a clock that ran ahead has done: codes taken off sale, retries planned weeks ahead. */
async function undoLeaps(app: App): Promise<void> {
  const codes = await unexpireLanes(app);
  const tries = (await recallRetries(app)) + (await recallEmails(app));
  if (codes + tries > 0) app.log.warn({ codes, tries }, 'the effects of a wrong clock were undone');
}

/** Publishes the head of the audit chain, so that nobody can rewrite the chain unnoticed. */
async function signAuditHead({ database, clock, vault, publicUrl }: App): Promise<boolean> {
  const { sign } = await vault.receipts();
  return signHead({ database, clock, sign, issuer: publicUrl });
}

/** Sends webhooks; separate from the jobs, each of which only one process runs at a time. */
export function createDeliverer(app: App): Deliverer {
  return new Deliverer({
    ...app,
    onAttempt: (_endpointId, outcome, durationMs, waitedMs) => {
      app.metrics.webhooks.observe(outcome, durationMs);
      app.meter.add('endpoints', outcome !== 'delivered', durationMs / SECOND_MS);
      if (waitedMs === null) return;
      app.meter.add('webhooks', waitedMs > WEBHOOK_LATE_MS, Math.max(waitedMs, 0) / SECOND_MS);
    },
  });
}

/**
 * Checks the invariants every minute, and less often if that takes long: in a large shop it must not use more than a twentieth of
 * the database's time.
 */
function watchInvariants(app: App): () => Promise<void> {
  let dueAt = 0;
  return async () => {
    const began = performance.now();
    if (began < dueAt) return;
    const broken = (await verify(app, { deep: false })).filter((each) => each.broken.length > 0);
    app.metrics.brokenInvariants.set(broken.length);
    if (broken.length > 0) app.log.error({ broken }, 'an invariant is broken');
    const ended = performance.now();
    dueAt = ended + (ended - began) * VERIFY_REST;
  };
}

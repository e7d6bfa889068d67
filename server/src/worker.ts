import type { App } from './app.ts';
import { chainAudit, signHead } from './audit/index.ts';
import { verify } from './backoffice/index.ts';
import { dropLooseFiles } from './files/index.ts';
import { pruneRecords } from './kit/idempotency/index.ts';
import { JobRunner } from './kit/jobs.ts';
import { expireOrders, recomputeTiers } from './orders/index.ts';
import { expireLanes } from './stock/index.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const IDEMPOTENCY_KEPT_MS = 30 * 24 * HOUR;
const PRUNE_MAX = 5_000;
const VERIFY_REST = 20;

/** The background work of the worker role. */
export function createWorker(app: App): JobRunner {
  const { clock, database, log, metrics } = app;
  return new JobRunner(
    database,
    [
      { name: 'expire-orders', everyMs: 10 * SECOND, run: () => expireOrders(app) },
      { name: 'expire-lanes', everyMs: 10 * SECOND, run: () => expireLanes(app) },
      { name: 'chain-audit', everyMs: 2 * SECOND, run: () => chainAudit(app) },
      { name: 'sign-audit-head', everyMs: MINUTE, run: () => signAuditHead(app) },
      { name: 'drop-loose-files', everyMs: HOUR, run: () => dropLooseFiles(app) },
      { name: 'recompute-tiers', everyMs: HOUR, run: () => recomputeTiers(app) },
      {
        name: 'prune-idempotency',
        everyMs: MINUTE,
        run: () => {
          const olderThan = new Date(clock.now().getTime() - IDEMPOTENCY_KEPT_MS);
          return database.transaction((tx) => pruneRecords(tx, olderThan, PRUNE_MAX));
        },
      },
      { name: 'verify', everyMs: MINUTE, run: watchInvariants(app) },
    ],
    (job, error) => {
      metrics.jobFailures.inc({ job });
      log.error({ err: error, job }, 'a background job failed and will be tried again');
    },
  );
}

/** Publishes what the audit chain has come to, so that nobody can rewrite it later unseen. */
async function signAuditHead({ database, clock, vault, publicUrl }: App): Promise<boolean> {
  const { sign } = await vault.receipts();
  return signHead({ database, clock, sign, issuer: publicUrl });
}

/**
 * Checks the invariants every minute, and less often when that takes long: on a large shop it must
 * not take more than a twentieth of the database's time.
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

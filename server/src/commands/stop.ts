import { setTimeout as delay } from 'node:timers/promises';
import type { App } from '../app.ts';
import type { createServer } from '../http.ts';

/** For replies that are still being read once all calls are done; what is left then was half sent. */
const FLUSH_MS = 2_000;

export interface Running {
  readonly http: ReturnType<typeof createServer> | null;
  readonly figures: { close(): Promise<unknown> } | null;
  readonly work: readonly AsyncDisposable[];
}

/**
 * Ends what this process does, in an order in which nothing is lost: it is not ready any more and
 * refuses what comes, serves what it has begun, answers those who never finished asking, and only then
 * lets the background work finish. After STOP_TIMEOUT_MS it waits for nothing more and cuts off the
 * rest, whose transactions roll back. Returns whether it had to.
 */
export async function stop(app: App, { http, figures, work }: Running): Promise<boolean> {
  const { drain, log, config } = app;
  log.info('stopping');
  let isLate = false;
  const over = new AbortController();
  const late = delay(config.stopTimeoutMs, undefined, { signal: over.signal }).then(
    () => {
      isLate = true;
    },
    () => {},
  );
  const within = (stage: Promise<unknown>) => Promise.race([stage, late]);
  await within(drain.stop());
  if (http) {
    drain.refuseRest();
    const closed = http.close();
    await within(Promise.race([closed, delay(FLUSH_MS, undefined, { ref: false })]));
    http.server.closeAllConnections();
  }
  await within(Promise.all(work.map((each) => each[Symbol.asyncDispose]())));
  await within(figures?.close() ?? Promise.resolve());
  over.abort();
  if (isLate) {
    log.warn(
      `what was still under way after STOP_TIMEOUT_MS=${config.stopTimeoutMs} is cut off; ` +
        'nothing of it was committed, or it is settled by its retry',
    );
    app.database.cut();
    app.patient.cut();
  }
  return isLate;
}

import { setTimeout as delay } from 'node:timers/promises';
import type { App } from '../app.ts';
import type { createServer } from '../http.ts';

/** A load balancer that looks every second or two has noticed by then. */
const DRAIN_MS = 5_000;
/** For the rest of replies once all requests are done; what is open after that is a half-sent request. */
const FLUSH_MS = 2_000;

export interface Running {
  readonly http: ReturnType<typeof createServer> | null;
  readonly figures: { close(): Promise<unknown> } | null;
  readonly health: { close(): Promise<unknown> } | null;
  readonly work: readonly AsyncDisposable[];
}

/**
 * Stops this process in an order in which nothing is lost: `/readyz` says no, and requests are served while load balancers turn to
 * others; then new requests are refused, running requests are served, half-sent requests are answered, and then the background work finishes. After STOP_TIMEOUT_MS it stops waiting and cuts
 * off the rest, whose transactions roll back. Returns whether it had to.
 */
export async function stop(app: App, { http, figures, health, work }: Running): Promise<boolean> {
  const { drain, log, config } = app;
  log.info('stopping');
  app.live.close();
  let isLate = false;
  const over = new AbortController();
  const late = delay(config.stopTimeoutMs, undefined, { signal: over.signal }).then(
    () => {
      isLate = true;
    },
    () => {},
  );
  const within = (stage: Promise<unknown>) => Promise.race([stage, late]);
  drain.leave();
  const drainMs = config.drainMs ?? (app.limiter.nodes > 1 ? DRAIN_MS : 0);
  if (http && drainMs > 0) await within(delay(drainMs, undefined, { ref: false }));
  await within(drain.stop());
  if (http) {
    drain.refuseRest();
    const closed = http.close();
    await within(Promise.race([closed, delay(FLUSH_MS, undefined, { ref: false })]));
    http.server.closeAllConnections();
  }
  await within(Promise.all(work.map((each) => each[Symbol.asyncDispose]())));
  await within(Promise.all([figures?.close(), health?.close()]));
  over.abort();
  if (isLate) {
    log.warn(
      `what had not finished after STOP_TIMEOUT_MS=${config.stopTimeoutMs} was cut off: ` +
        'either none of it was committed, or its retry settles it',
    );
    app.database.cut();
    app.patient.cut();
  }
  return isLate;
}

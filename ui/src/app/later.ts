import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

/** At the latest. */
const IDLE_MS_MAX = 2_000;
/** For a browser that does not say when it is idle. */
const IDLE_MS = 300;

type Load = () => Promise<unknown>;

const waiting: Load[] = [];

/**
 * Returns a component that no first page shows. It is loaded when it is first shown, and once `loadLater` was called also before: one after
 * the other, whenever the browser has nothing else to do. So it is there when it is needed, also without a connection or after an update.
 */
export function later<Props>(
  load: () => Promise<{ default: ComponentType<Props> }>,
): LazyExoticComponent<ComponentType<Props>> {
  waiting.push(load);
  return lazy(load);
}

/** The same for what is no component. */
export function alsoLater(load: Load): void {
  waiting.push(load);
}

/** Loads what waits for it. */
export function loadLater(): void {
  const load = waiting.shift();
  if (!load) return;
  // Whoever needs what could not be loaded loads it again.
  whenIdle(
    () =>
      void load()
        .catch(() => {})
        .then(loadLater),
  );
}

/** Calls once the browser has nothing else to do. */
export function whenIdle(run: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(run, { timeout: IDLE_MS_MAX });
  else setTimeout(run, IDLE_MS);
}

/** Lets the browser do what waits, such as answer a tap, before the work goes on. */
export function nextTask(): Promise<void> {
  const { scheduler } = globalThis as { scheduler?: { yield?: () => Promise<void> } };
  if (scheduler?.yield) return scheduler.yield();
  return new Promise((done) => setTimeout(done));
}

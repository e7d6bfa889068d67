/**
 * Loaded into the server's process before everything else. On request it reports to its parent the longest time that
 * the event loop was blocked since the last request, as two figures in milliseconds: the elapsed time, and the part of
 * it that the loop's own thread worked, which other processes do not change.
 */
const TURN_MS = 1;

export interface Held {
  readonly passedMs: number;
  readonly workedMs: number;
}

let [passed, worked] = [performance.now(), workedMs()];
let worst: Held = { passedMs: 0, workedMs: 0 };

setInterval(look, TURN_MS).unref();
process.on('message', () => {
  look();
  process.send?.(worst);
  worst = { passedMs: 0, workedMs: 0 };
});
process.channel?.unref();

function look(): void {
  const [now, work] = [performance.now(), workedMs()];
  worst = {
    passedMs: Math.max(worst.passedMs, now - passed - TURN_MS),
    workedMs: Math.max(worst.workedMs, work - worked),
  };
  [passed, worked] = [now, work];
}

function workedMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

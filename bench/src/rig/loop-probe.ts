/**
 * Loaded into the server's process before anything else: tells whoever started it, when asked, how long
 * its event loop was held up at worst since it was asked before. Two figures in milliseconds: as it
 * passed, and what the loop's own thread worked of it, which other processes do not change.
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

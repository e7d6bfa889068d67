import { readdirSync, readFileSync } from 'node:fs';

const EVERY_MS = 500;
/** Some time is always ours. */
const SHARE_MIN = 0.05;
/** Fields of the first line of /proc/stat: idle and waiting for disks; guests are counted in the others (proc(5)). */
const [IDLE, WAITING, GUEST] = [3, 4, 8];

/** A starved machine had somebody wait for a processor for more than this share of the time. */
const PRESSED = 0.5;
const NS_PER_MS = 1_000_000;
const US_PER_MS = 1_000;

interface Mark {
  readonly at: number;
  /** The share of the time since the mark before in which this process had what it would have on a machine of its own, from 0 to 1. */
  readonly share: number;
  /** The share of that time in which some process of the machine waited for a processor, from 0 to 1. */
  readonly pressed: number;
}

interface Used {
  /** Processor time, in ticks. */
  readonly time: number;
  /** How long it was ready to run and waited for a processor, in milliseconds. */
  readonly waitedMs: number;
}

interface Sample {
  /** Milliseconds by performance.now(). */
  readonly at: number;
  readonly all: number;
  readonly busy: number;
  /** What this process and everything it started used, by process. */
  readonly ours: ReadonlyMap<string, Used>;
  /** For how long some process of the machine has waited for a processor, in milliseconds; null where the system does not know. */
  readonly pressedMs: number | null;
}

/**
 * How much of the time this process and what it has started lose to other programs of the machine. Only time is lost in which one of our processes waited for a
 * processor and others used it: leases, time-outs and pauses last as long on a busy machine as on any other. Where there is no /proc, a second is a second.
 */
export class MachineShare implements Disposable {
  readonly #marks: Mark[] = [];
  readonly #timer: NodeJS.Timeout;
  #last = take();

  constructor() {
    this.#marks.push({ at: performance.now(), share: 1, pressed: 1 });
    this.#timer = setInterval(() => this.#mark(), EVERY_MS);
    this.#timer.unref();
  }

  /** Milliseconds that this process would have needed on a machine of its own, between two moments by performance.now(). */
  own(from: number, to: number): number {
    return this.#sum(from, to, 'share');
  }

  /** Whether somebody waited for a processor for most of the time, or nobody knows: then a bound by the clock says nothing. */
  isStarved(from: number, to: number): boolean {
    return this.#sum(from, to, 'pressed') > (to - from) * PRESSED;
  }

  #sum(from: number, to: number, what: 'share' | 'pressed'): number {
    this.#mark();
    let sum = 0;
    let since = Number.NEGATIVE_INFINITY;
    for (const mark of this.#marks) {
      sum += Math.max(0, Math.min(mark.at, to) - Math.max(since, from)) * mark[what];
      since = mark.at;
    }
    return sum;
  }

  #mark(): void {
    const next = take();
    if (this.#last && next && next.all <= this.#last.all) return;
    const [share, pressed] =
      this.#last && next ? [shareLeft(this.#last, next), pressure(this.#last, next)] : [1, 1];
    this.#marks.push({ at: performance.now(), share: share ?? 1, pressed });
    this.#last = next;
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }
}

/** The share of the time that others did not take from us. Null if no time has passed that could be counted. */
export function shareLeft(from: Sample, to: Sample): number | null {
  const all = to.all - from.all;
  if (all <= 0) return null;
  let [ours, waitedMs] = [0, 0];
  // A process that has ended since is counted among the others: some hundredths of a second.
  for (const [id, used] of to.ours) {
    const before = from.ours.get(id) ?? { time: 0, waitedMs: 0 };
    ours += used.time - before.time;
    waitedMs = Math.max(waitedMs, used.waitedMs - before.waitedMs);
  }
  const others = Math.max(0, to.busy - from.busy - ours) / all;
  return Math.max(SHARE_MIN, 1 - Math.min(1, others, waitedMs / (to.at - from.at)));
}

/** The share of the time in which some process of the machine waited for a processor; 1 where the system does not know. */
export function pressure(from: Sample, to: Sample): number {
  if (from.pressedMs === null || to.pressedMs === null) return 1;
  return Math.min(1, (to.pressedMs - from.pressedMs) / (to.at - from.at));
}

function take(): Sample | null {
  try {
    const [first = ''] = readFileSync('/proc/stat', 'latin1').split('\n');
    const fields = first
      .split(/ +/)
      .slice(1, 1 + GUEST)
      .map(Number);
    const all = fields.reduce((sum, each) => sum + each, 0);
    const busy = all - Number(fields[IDLE]) - Number(fields[WAITING]);
    return { at: performance.now(), all, busy, ours: oursNow(), pressedMs: pressedNow() };
  } catch {
    return null;
  }
}

/** The line `some` of /proc/pressure/cpu ends with microseconds. */
function pressedNow(): number | null {
  try {
    const total = /^some .*total=(\d+)$/m.exec(readFileSync('/proc/pressure/cpu', 'latin1'))?.[1];
    return total === undefined ? null : Number(total) / US_PER_MS;
  } catch {
    return null;
  }
}

function oursNow(): Map<string, Used> {
  const children = new Map<string, string[]>();
  const times = new Map<string, number>();
  for (const id of readdirSync('/proc')) {
    if (!/^\d+$/.test(id)) continue;
    const [, parent, user, system] = statOf(id);
    if (parent === undefined) continue;
    times.set(id, Number(user) + Number(system));
    const siblings = children.get(parent);
    if (siblings) siblings.push(id);
    else children.set(parent, [id]);
  }
  const ours = new Map<string, Used>();
  const left = [String(process.pid)];
  for (let id = left.pop(); id !== undefined; id = left.pop()) {
    const time = times.get(id);
    if (time !== undefined) ours.set(id, { time, waitedMs: waitedOf(id) });
    left.push(...(children.get(id) ?? [])); // nothing: it has no children.
  }
  return ours;
}

/** The second field of /proc/<pid>/schedstat: nanoseconds in which its main thread was ready and waited. 0 if it has ended or the system does not know. */
function waitedOf(id: string): number {
  try {
    return Number(readFileSync(`/proc/${id}/schedstat`, 'latin1').split(' ')[1]) / NS_PER_MS;
  } catch {
    return 0;
  }
}

/** State, parent, and processor time of a process in user and in system mode; empty if it has ended. */
function statOf(id: string): readonly (string | undefined)[] {
  try {
    const text = readFileSync(`/proc/${id}/stat`, 'latin1');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return [fields[0], fields[1], fields[11], fields[12]];
  } catch {
    return [];
  }
}

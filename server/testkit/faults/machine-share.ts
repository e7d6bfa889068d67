import { readdirSync, readFileSync } from 'node:fs';

const EVERY_MS = 500;
/** Some time is always ours. */
const SHARE_MIN = 0.05;
/** Fields of the first line of /proc/stat: idle and waiting for disks; guests are counted in the others (proc(5)). */
const [IDLE, WAITING, GUEST] = [3, 4, 8];

interface Mark {
  readonly at: number;
  /** The share of the machine that others left since the mark before, from 0 to 1. */
  readonly share: number;
}

interface Sample {
  readonly all: number;
  readonly busy: number;
  /** Processor time of this process and everything it started, by process. */
  readonly ours: ReadonlyMap<string, number>;
}

/**
 * How much of the processors others leave to this process and what it has started. On a machine of its own a second is a second; where others take three
 * quarters, it is a quarter. Where there is no /proc, a second is a second.
 */
export class MachineShare implements Disposable {
  readonly #marks: Mark[] = [];
  readonly #timer: NodeJS.Timeout;
  #last = take();

  constructor() {
    this.#marks.push({ at: performance.now(), share: 1 });
    this.#timer = setInterval(() => this.#mark(), EVERY_MS);
    this.#timer.unref();
  }

  /** Milliseconds that this process would have had on a machine of its own, between two moments by performance.now(). */
  own(from: number, to: number): number {
    this.#mark();
    let sum = 0;
    let since = Number.NEGATIVE_INFINITY;
    for (const { at, share } of this.#marks) {
      sum += Math.max(0, Math.min(at, to) - Math.max(since, from)) * share;
      since = at;
    }
    return sum;
  }

  #mark(): void {
    const next = take();
    const share = this.#last && next ? shareLeft(this.#last, next) : 1;
    if (share === null) return;
    this.#marks.push({ at: performance.now(), share });
    this.#last = next;
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }
}

/** Null if no time has passed that could be counted. */
export function shareLeft(from: Sample, to: Sample): number | null {
  const all = to.all - from.all;
  if (all <= 0) return null;
  let ours = 0;
  // A process that has ended since is counted among the others: some hundredths of a second.
  for (const [id, time] of to.ours) ours += time - (from.ours.get(id) ?? 0); // nothing: it has begun since.
  const others = Math.max(0, to.busy - from.busy - ours);
  return Math.max(SHARE_MIN, Math.min(1, 1 - others / all));
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
    return { all, busy, ours: oursNow() };
  } catch {
    return null;
  }
}

function oursNow(): Map<string, number> {
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
  const ours = new Map<string, number>();
  const left = [String(process.pid)];
  for (let id = left.pop(); id !== undefined; id = left.pop()) {
    const time = times.get(id);
    if (time !== undefined) ours.set(id, time);
    left.push(...(children.get(id) ?? [])); // nothing: it has no children.
  }
  return ours;
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

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Options of a benchmark run. */
export interface Run {
  /** Small amounts and short rounds, which show that it works, not how fast anything is. */
  readonly quick: boolean;
  /** What an earlier run printed, to draw the same again; null for a new one. */
  readonly seed: number | null;
  /** Called with a line of progress. */
  readonly log: (line: string) => void;
  /** Aborted when the person at the keyboard stops the run. */
  readonly signal: AbortSignal;
}

/** One ratio with the figures of both sides. */
export interface Result {
  readonly name: string;
  readonly ratio: number;
  readonly ours: string;
  readonly bare: string;
  readonly limit: Limit;
  /** One sentence: what each side is. */
  readonly sides: string;
  /** Further figures, one per line. */
  readonly notes?: readonly string[];
}

export interface Limit {
  readonly kind: 'at least' | 'at most';
  readonly value: number;
}

export type Benchmark = (run: Run) => Promise<Result[]>;

export function isMet({ ratio, limit }: Result): boolean {
  return limit.kind === 'at least' ? ratio >= limit.value : ratio <= limit.value;
}

export function formatResult(result: Result): string {
  const { name, ratio, ours, bare, limit, sides, notes = [] } = result;
  const bound = `${limit.kind === 'at least' ? '≥' : '≤'} ${limit.value}`;
  const verdict = isMet(result) ? 'ok' : 'MISSED';
  const head = `${name}  ratio ${ratio.toFixed(2)} (ours ${ours}, bare ${bare}; limit ${bound})`;
  return [`${head}  ${verdict}`, ...[sides, ...notes].map((line) => `  ${line}`)].join('\n');
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Returns the value below which `share` of all values are; the nearest one that was measured. */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) return Number.NaN;
  const sorted = Float64Array.from(values).sort();
  const at = Math.ceil(share * sorted.length) - 1;
  return sorted[Math.min(Math.max(at, 0), sorted.length - 1)] ?? Number.NaN;
}

/**
 * Measures the sides alternately, A B A B …, so that other load on the machine affects all of them. Returns each side's
 * figures in the order of the rounds.
 */
export async function alternate<Side extends string, Figure>(
  run: Run,
  rounds: number,
  sides: Readonly<Record<Side, () => Promise<Figure>>>,
): Promise<Record<Side, Figure[]>> {
  const names = Object.keys(sides) as Side[];
  const figures = Object.fromEntries(names.map((name) => [name, [] as Figure[]])) as unknown as {
    [name in Side]: Figure[];
  };
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) {
      run.signal.throwIfAborted();
      // A quick run shows no times, and would collect for a third of its processor time.
      if (!run.quick) collectGarbage();
      figures[name].push(await sides[name]());
    }
  }
  return figures;
}

/**
 * Collects what the preparation and earlier rounds left in this process. In a round, a full collection would hold up its client for some 15 ms,
 * and count as time of the server.
 */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
}

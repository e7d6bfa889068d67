/** How a benchmark is to be run. */
export interface Run {
  /** Small amounts and short rounds: shows that it works, not how fast anything is. */
  readonly quick: boolean;
  /** Told what is going on. */
  readonly log: (line: string) => void;
  /** Aborted when the person at the keyboard has had enough. */
  readonly signal: AbortSignal;
}

/** One ratio with what stands on both sides of it. */
export interface Result {
  readonly name: string;
  readonly ratio: number;
  readonly ours: string;
  readonly bare: string;
  readonly limit: Limit;
  /** One sentence: what each side is. */
  readonly sides: string;
  /** Further figures, one a line. */
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

/** The value below which `share` of all values lie; the nearest one that was measured. */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) return Number.NaN;
  const sorted = Float64Array.from(values).sort();
  const at = Math.ceil(share * sorted.length) - 1;
  return sorted[Math.min(Math.max(at, 0), sorted.length - 1)] ?? Number.NaN;
}

/**
 * Measures the sides in turn, A B A B …, so that what the machine does meanwhile meets all of them.
 * Gives each side's figures in the order of the rounds.
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
      figures[name].push(await sides[name]());
    }
  }
  return figures;
}

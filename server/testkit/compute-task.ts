export interface ComputeTask {
  /** Blocks its thread until it is notified. */
  readonly block?: SharedArrayBuffer;
  readonly fail?: string;
  readonly bytes?: Uint8Array;
}

/** A task of the compute pool that ends when the test says so. */
export function run({ block, fail, bytes }: ComputeTask): number {
  if (block) Atomics.wait(new Int32Array(block), 0, 0);
  if (fail !== undefined) throw new RangeError(fail);
  return bytes?.length ?? 0;
}

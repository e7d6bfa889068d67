/** Something that is counted, and how much of it 60 seconds may hold. */
export interface Bucket {
  readonly key: string;
  readonly limit: number;
}

/** Buckets that are spent together, under the name that callers see. */
export interface Policy {
  readonly name: string;
  readonly buckets: readonly Bucket[];
  /** The smallest limit among the buckets. */
  readonly limit: number;
}

/** Where a caller stands in a policy, by its tightest bucket. */
export interface Standing {
  readonly policy: Policy;
  readonly remaining: number;
  /** Whole seconds to wait: 0 while some remain; who comes back exactly then is served. */
  readonly retryAfter: number;
  /** Milliseconds until one more remains than now: 0 when nothing is spent. */
  readonly renewMs: number;
  /** Milliseconds until the whole limit is free again. */
  readonly resetMs: number;
  /** The limiter's time, in milliseconds. */
  readonly at: number;
}

export interface Taken extends Standing {
  readonly allowed: boolean;
  /** The database's time at which several processes counted it together, in milliseconds. */
  readonly spentAt?: number;
}

export function createPolicy(name: string, buckets: readonly [Bucket, ...Bucket[]]): Policy {
  return { name, buckets, limit: Math.min(...buckets.map((bucket) => bucket.limit)) };
}

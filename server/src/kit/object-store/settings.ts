import type { Secret } from '../secret.ts';

/** An S3-compatible store, as the environment names it. */
export interface StoreSettings {
  readonly accessKeyId: string;
  readonly secretAccessKey: Secret<string>;
  readonly region: string;
  /** Null: Amazon's own for the region. */
  readonly endpoint: string | null;
}

/** Where objects are: `s3://bucket/prefix`. */
export interface BucketPlace {
  readonly bucket: string;
  /** Empty, or without a slash at either end. */
  readonly prefix: string;
}

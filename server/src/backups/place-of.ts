import {
  openBucket,
  parseBucketPlace,
  StoreProblem,
  type StoreSettings,
} from '../kit/object-store/index.ts';
import { invalid } from '../kit/refusal.ts';
import { bucketPlace, bucketSource } from './bucket-place.ts';
import { folderPlace, folderSource } from './folder-place.ts';
import type { BackupPlace, BackupSource } from './place.ts';

/** What a place needs of the configuration. */
export interface PlaceParts {
  readonly dataDir: string;
  readonly objectStore: StoreSettings | null;
}

/** Returns the place of a name. Refuses a bucket without credentials. */
export function placeOf(to: string, { dataDir, objectStore }: PlaceParts): BackupPlace {
  return explaining('/to', () => {
    const place = parseBucketPlace(to);
    if (place === null) return folderPlace(to, dataDir);
    return bucketPlace(to.replace(/\/$/, ''), openBucket(known(objectStore, to), place));
  });
}

/** Returns the backup of a name, which is a folder or a prefix in a bucket. */
export function sourceOf(from: string, objectStore: StoreSettings | null): BackupSource {
  return explaining('/from', () => {
    const place = parseBucketPlace(from);
    if (place === null) return folderSource(from);
    return bucketSource(from.replace(/\/$/, ''), openBucket(known(objectStore, from), place));
  });
}

function known(objectStore: StoreSettings | null, name: string): StoreSettings {
  if (objectStore) return objectStore;
  throw new StoreProblem(
    `${name} needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment of this command and of the worker, and AWS_ENDPOINT_URL_S3 for a store that is not Amazon’s.`,
  );
}

function explaining<Result>(pointer: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof StoreProblem)) throw error;
    throw invalid({ pointer, code: 'format', detail: error.message });
  }
}

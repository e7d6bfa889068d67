import { type ObjectBucket, StoreProblem } from '../kit/object-store/index.ts';
import { invalid } from '../kit/refusal.ts';
import { ARCHIVE, MANIFEST } from './manifest.ts';
import type { BackupPlace, BackupSource } from './place.ts';

/** An object that is never there: an upload of it is begun and given up. */
const TRIAL = 'psnb2b-trial';
const LIST_BYTES_MAX = 64 * 1024;

/** A prefix in a bucket. A backup is its objects; it is whole when its list is there, which is written last and removed first. */
export function bucketPlace(name: string, bucket: ObjectBucket): BackupPlace {
  const remove = async (backup: string) => {
    for (const file of [MANIFEST, ARCHIVE]) await bucket.remove(`${backup}/${file}`);
  };
  // A restored database takes the backup from which it came for an unfinished one.
  const clear = async (backup: string) => {
    await bucket.abortUploads(`${backup}/`);
    if (!(await isWhole(backup))) await remove(backup);
  };
  /** Throws where the store cannot say it. Without s3:ListBucket, a store refuses to say that there is none. */
  const isWhole = async (backup: string) => {
    const size = await bucket.sizeOf(`${backup}/${MANIFEST}`).catch((error: unknown) => {
      if (error instanceof StoreProblem && error.code === 'AccessDenied') return null;
      throw error;
    });
    return size !== null;
  };
  return {
    name,
    check: () => orRefuse('/to', () => bucket.tryWriting(TRIAL)),
    begin: async (backup) => ({
      write: async (file, pieces, bytesExpected) => {
        const key = `${backup}/${file}`;
        if (Array.isArray(pieces)) await bucket.put(key, Buffer.concat(pieces));
        else await bucket.upload(key, pieces as AsyncIterable<Uint8Array>, bytesExpected);
      },
      finish: async () => `${name}/${backup}`,
      // The list last, its answer perhaps lost: so it is the first to be removed.
      discard: () => remove(backup).catch(() => {}),
    }),
    remove,
    clear,
    makeFolder: async () => {},
    put: (file, bytes) => bucket.put(file, bytes),
    drop: async (files) => {
      for (const file of files) await bucket.remove(file);
    },
    explained: (error) => refusalOf('/to', error),
  };
}

export function bucketSource(name: string, bucket: ObjectBucket): BackupSource {
  const sizeOf = (file: string) => orRefuse('/from', () => bucket.sizeOf(file));
  return {
    name,
    sizeOf,
    text: async (file) => {
      const size = await sizeOf(file);
      if (size === null) {
        const detail = `${name} has no ${MANIFEST}: it is no backup, or one that was not finished. Name one backup, such as s3://bucket/prefix/psnb2b-20261129T140000000Z.`;
        throw invalid({ pointer: '/from', code: 'format', detail });
      }
      const pieces: Buffer[] = [];
      // One too long is refused by whoever parses it.
      if (size <= 2 * LIST_BYTES_MAX) for await (const each of read(file)) pieces.push(each);
      return Buffer.concat(pieces).toString('utf8');
    },
    read,
  };

  async function* read(file: string) {
    try {
      yield* bucket.read(file);
    } catch (error) {
      throw refusalOf('/from', error);
    }
  }
}

async function orRefuse<Result>(pointer: string, work: () => Promise<Result>): Promise<Result> {
  return work().catch((error: unknown) => {
    throw refusalOf(pointer, error);
  });
}

function refusalOf(pointer: string, error: unknown): unknown {
  if (!(error instanceof StoreProblem)) return error;
  return invalid({ pointer, code: 'format', detail: error.message });
}

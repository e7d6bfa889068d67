import { pieced } from './pieced.ts';
import { type Answer, Requests } from './requests.ts';
import type { BucketPlace, StoreSettings } from './settings.ts';
import { StoreProblem } from './store-problem.ts';
import { blocksOf, textOf } from './xml.ts';

/** At least 5 MiB by the protocol; larger ones are fewer requests. */
const PART_BYTES_MIN = 16 * 1024 * 1024;
/** The protocol allows 10,000; the rest is for a size that was guessed too low. */
const PARTS_EXPECTED_MAX = 5_000;
const CUTS_MAX = 5;
/** The most that a store lists at once; one backup has one upload. */
const MANY_MAX = 1_000;

/** Parses `s3://bucket/prefix`; null if it is a name of something else. Throws a `StoreProblem` for a bad one. */
export function parseBucketPlace(text: string): BucketPlace | null {
  if (!/^s3:\/\//i.test(text)) return null;
  const [bucket = '', ...rest] = text.slice(5).replace(/\/$/, '').split('/');
  const isBucket = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket);
  const isPrefix = rest.every((part) => /^[\w.-]{1,100}$/.test(part) && !/^\.+$/.test(part));
  if (isBucket && isPrefix && rest.length <= 20) return { bucket, prefix: rest.join('/') };
  throw new StoreProblem(
    `${text} is not like s3://bucket/prefix: a bucket has 3 to 63 small letters, digits, dots and hyphens, a prefix letters, digits and ._- between slashes.`,
  );
}

export interface ObjectBucket {
  /** Writes a small object in one request. */
  put(key: string, bytes: Buffer): Promise<void>;
  /** Writes pieces as they come, with one part in memory; nothing is visible until all of them are there. A failure removes what was sent. */
  upload(key: string, pieces: AsyncIterable<Uint8Array>, bytesExpected: number): Promise<void>;
  /** The size of an object in bytes; null if there is none. */
  sizeOf(key: string): Promise<number | null>;
  /** Reads an object; a connection that breaks is taken up again where it broke. */
  read(key: string): AsyncGenerator<Buffer>;
  remove(key: string): Promise<void>;
  /** Begins an upload and gives it up: whether this key may write here. */
  tryWriting(key: string): Promise<void>;
  /** Gives up all uploads that were begun under this beginning of a key. */
  abortUploads(begins: string): Promise<void>;
}

/** `firstDelayMs`: how long the first repetition of a failed request waits. */
export function openBucket(
  settings: StoreSettings,
  { bucket, prefix }: BucketPlace,
  firstDelayMs?: number,
): ObjectBucket {
  const requests = new Requests(settings, { bucket, prefix }, firstDelayMs);
  const keyOf = (name: string) => (prefix === '' ? name : `${prefix}/${name}`);
  const begin = async (name: string) => {
    const { text } = await requests.send('POST', keyOf(name), { query: { uploads: '' } });
    const id = textOf(text, 'UploadId');
    if (id === null) throw new StoreProblem('The store began an upload without naming it.');
    return id;
  };
  const abort = (name: string, uploadId: string) =>
    requests.send('DELETE', keyOf(name), { query: { uploadId }, allowed: ['NoSuchUpload'] });
  const sizeOf = async (name: string) => {
    const { status, headers } = await requests.send('HEAD', keyOf(name), { allowed: [404] });
    return status === 404 ? null : Number(headers.get('content-length'));
  };
  return {
    put: async (name, body) => void (await requests.send('PUT', keyOf(name), { body })),
    sizeOf,
    remove: async (name) => void (await requests.send('DELETE', keyOf(name), { allowed: [404] })),
    tryWriting: async (name) => void (await abort(name, await begin(name))),
    upload: async (name, pieces, bytesExpected) => {
      const partBytes = Math.max(PART_BYTES_MIN, Math.ceil(bytesExpected / PARTS_EXPECTED_MAX));
      const uploadId = await begin(name);
      try {
        const etags: string[] = [];
        let bytes = 0;
        for await (const body of pieced(pieces, partBytes)) {
          const query = { partNumber: String(etags.length + 1), uploadId };
          const { headers } = await requests.send('PUT', keyOf(name), { query, body });
          // nothing: the store then refuses the list
          etags.push(headers.get('etag') ?? '');
          bytes += body.length;
        }
        await complete(name, uploadId, etags, bytes);
      } catch (error) {
        // The failure itself is what people must read.
        await abort(name, uploadId).catch(() => {});
        throw error;
      }
    },
    abortUploads: async (begins) => {
      const query = { prefix: keyOf(begins), uploads: '', 'max-uploads': String(MANY_MAX) };
      const { text } = await requests.send('GET', '', { query });
      for (const block of blocksOf(text, 'Upload')) {
        const [key, id] = [textOf(block, 'Key'), textOf(block, 'UploadId')];
        if (key === null || id === null) continue;
        await requests.send('DELETE', key, {
          query: { uploadId: id },
          allowed: ['NoSuchUpload'],
        });
      }
    },
    read: (name) => read(keyOf(name)),
  };

  /** The answer may be lost: then the upload is gone, and the object is there. An answer of 200 may have an error in it. */
  async function complete(name: string, uploadId: string, etags: string[], bytes: number) {
    const parts = etags.map(
      (etag, at) =>
        `<Part><PartNumber>${at + 1}</PartNumber><ETag>${etag.replaceAll('"', '&quot;')}</ETag></Part>`,
    );
    const body = Buffer.from(
      `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`,
    );
    await requests.send('POST', keyOf(name), {
      ...{ query: { uploadId }, body, allowed: ['NoSuchUpload'] },
    });
    const size = await sizeOf(name);
    if (size === bytes) return;
    throw new StoreProblem(
      `The store has ${size ?? 'none'} of ${bytes} bytes that were sent to it; make the backup again.`,
    );
  }

  async function* read(key: string): AsyncGenerator<Buffer> {
    let offset = 0;
    let etag: string | null = null;
    for (let cuts = 0; ; cuts += 1) {
      const range: Record<string, string> =
        offset === 0 ? {} : { range: `bytes=${offset}-`, ...(etag && { 'if-match': etag }) };
      const answer: Answer = await requests.open(key, range);
      etag ??= answer.headers.get('etag');
      const from = offset;
      try {
        for await (const piece of answer.body) {
          offset += piece.length;
          yield Buffer.from(piece);
        }
        return;
      } catch (error) {
        if (offset > from) cuts = 0;
        if (cuts >= CUTS_MAX) throw requests.silence(error);
      }
    }
  }
}

import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';

/** The embedded cluster is created with PostgreSQL's default. */
const SEGMENT_BYTES = 16 * 1024 * 1024;
const SEGMENTS_PER_ID = 0x1_0000_0000 / SEGMENT_BYTES;

/** A position in the write-ahead log, in bytes from its beginning. */
export type Position = bigint;

/** Reads a position such as `0/3000028`; null if it is none. */
export function parsePosition(text: string): Position | null {
  const parts = /^([0-9A-F]{1,8})\/([0-9A-F]{1,8})$/.exec(text);
  return parts ? (BigInt(`0x${parts[1]}`) << 32n) + BigInt(`0x${parts[2]}`) : null;
}

export function formatPosition(position: Position): string {
  const hex = (part: bigint) => part.toString(16).toUpperCase();
  return `${hex(position >> 32n)}/${hex(position & 0xffff_ffffn)}`;
}

/** One range of a segment's file. */
interface Range {
  readonly name: string;
  readonly offset: number;
  readonly bytes: number;
}

/** The parts of segment files that have these bytes, in their order (PostgreSQL manual, "WAL Internals"). */
export function rangesOf(timeline: number, start: Position, end: Position): Range[] {
  const ranges: Range[] = [];
  for (let at = start; at < end; ) {
    const segment = Number(at / BigInt(SEGMENT_BYTES));
    const offset = Number(at % BigInt(SEGMENT_BYTES));
    const bytes = Math.min(SEGMENT_BYTES - offset, Number(end - at));
    const name = [timeline, Math.floor(segment / SEGMENTS_PER_ID), segment % SEGMENTS_PER_ID]
      .map((part) => part.toString(16).toUpperCase().padStart(8, '0'))
      .join('');
    ranges.push({ name, offset, bytes });
    at += BigInt(bytes);
  }
  return ranges;
}

/**
 * Reads the log of a cluster on this machine between two positions. The second must have reached the disk, and a slot must keep the first;
 * otherwise PostgreSQL may have given the file a new name, and the reading fails.
 */
export async function readWal(
  cluster: string,
  timeline: number,
  start: Position,
  end: Position,
): Promise<Buffer> {
  const wal = Buffer.alloc(Number(end - start));
  let done = 0;
  for (const { name, offset, bytes } of rangesOf(timeline, start, end)) {
    const file = await open(join(cluster, 'pg_wal', name), 'r');
    try {
      const { bytesRead } = await file.read(wal, done, bytes, offset);
      if (bytesRead !== bytes) throw new Error(`${name} has fewer bytes than it should.`);
    } finally {
      await file.close();
    }
    done += bytes;
  }
  return wal;
}

/** Writes a part of the log into the files of an unpacked cluster, from a position on. A file that is new has zeros around it, where the log ends. */
export async function writeWal(
  cluster: string,
  timeline: number,
  start: Position,
  wal: Buffer,
): Promise<void> {
  const folder = join(cluster, 'pg_wal');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  let done = 0;
  for (const { name, offset, bytes } of rangesOf(timeline, start, start + BigInt(wal.length))) {
    const path = join(folder, name);
    const file = await open(path, 'r+').catch(() => open(path, 'wx', 0o600));
    try {
      if ((await file.stat()).size < SEGMENT_BYTES) await file.truncate(SEGMENT_BYTES);
      const { bytesWritten } = await file.write(wal, done, bytes, offset);
      if (bytesWritten !== bytes) {
        throw new Error(
          `${path} got ${bytesWritten} of ${bytes} bytes: see whether its disk is full.`,
        );
      }
    } finally {
      await file.close();
    }
    done += bytes;
  }
}

/** The first byte of the segment of a position. */
export function segmentStart(position: Position): Position {
  return position - (position % BigInt(SEGMENT_BYTES));
}

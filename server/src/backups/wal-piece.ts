import { createHash } from 'node:crypto';
import { invalid } from '../kit/refusal.ts';
import { isBackupSealed, type KekSource, signBackup } from '../vault/index.ts';
import { type Position, parsePosition } from './wal-files.ts';

/** The newest piece that was stored, so that nobody takes an archive without its last pieces for a whole one. */
export const WAL_HEAD = 'head.json';
const PIECE_FORMAT = 'psnb2b-wal-piece/1';
const HEAD_FORMAT = 'psnb2b-wal-head/1';
/** Of a head, or of the first line of a piece. */
export const LINE_BYTES_MAX = 4096;
/** The log of a piece has at most 16 MB, and is compressed. */
export const PIECE_FILE_BYTES_MAX = 32 * 1024 * 1024;
const NEWLINE = 10;

/** What the first line of a piece says; the encrypted log follows. Not secret. */
export interface PieceLine {
  readonly archive: string;
  readonly sequence: number;
  readonly system_id: string;
  readonly timeline: number;
  /** From this position to before the other, like `0/3000028`. */
  readonly start: string;
  readonly end: string;
  /** All that was committed before is in this piece and those before it. Null in a piece that is followed by another at once. */
  readonly until: string | null;
  /** The number of the look at the log at that time, counted in its archive, because a clock can run backwards. Null where `until` is. */
  readonly look: number | null;
}

export interface HeadLine {
  readonly archive: string;
  readonly sequence: number;
}

/** The name of a piece, which is larger for each later one. */
export function pieceName(sequence: number): string {
  return `${String(sequence).padStart(8, '0')}.wal`;
}

/** The bytes of a piece: its line, sealed with the key-encryption key, and the encrypted log. */
export async function formatPiece(
  kek: KekSource,
  line: PieceLine,
  encrypted: Buffer,
): Promise<Buffer> {
  const sha256 = createHash('sha256').update(encrypted).digest('hex');
  const text = await sealed(kek, { format: PIECE_FORMAT, ...line, sha256 });
  return Buffer.concat([Buffer.from(`${text}\n`), encrypted]);
}

export async function formatHead(kek: KekSource, head: HeadLine): Promise<Buffer> {
  return Buffer.from(`${await sealed(kek, { format: HEAD_FORMAT, ...head })}\n`);
}

async function sealed(kek: KekSource, line: object): Promise<string> {
  const { kekVersion, mac } = await signBackup(kek, JSON.stringify(line));
  return JSON.stringify({ ...line, kek_version: kekVersion, mac });
}

export interface Piece {
  readonly line: PieceLine;
  readonly start: Position;
  readonly end: Position;
  readonly encrypted: Buffer;
}

/** Reads a piece. Refuses one of which a byte was changed. */
export async function parsePiece(kek: KekSource, name: string, bytes: Buffer): Promise<Piece> {
  const at = bytes.subarray(0, LINE_BYTES_MAX).indexOf(NEWLINE);
  const { sha256, ...line } = await unsealed<PieceLine & { sha256: string }>(
    kek,
    PIECE_FORMAT,
    name,
    bytes.subarray(0, Math.max(at, 0)),
  );
  const encrypted = bytes.subarray(at + 1);
  const found = createHash('sha256').update(encrypted).digest('hex');
  const [start, end] = [parsePosition(line.start), parsePosition(line.end)];
  if (found !== sha256 || start === null || end === null) throw changed(name);
  return { line, start, end, encrypted };
}

export function parseHead(kek: KekSource, name: string, bytes: Buffer): Promise<HeadLine> {
  return unsealed<HeadLine>(kek, HEAD_FORMAT, name, bytes.subarray(0, -1));
}

async function unsealed<Line>(
  kek: KekSource,
  format: string,
  name: string,
  bytes: Buffer,
): Promise<Line> {
  let read: Line & { format: string; kek_version: number; mac: string };
  try {
    read = JSON.parse(bytes.toString('utf8'));
  } catch {
    throw changed(name);
  }
  const { kek_version: kekVersion, mac, ...line } = read ?? {};
  const isOurs = line.format === format && Number.isInteger(kekVersion) && typeof mac === 'string';
  if (!isOurs) throw changed(name);
  if (!(await isBackupSealed(kek, { kekVersion, mac }, JSON.stringify(line)))) throw changed(name);
  const { format: _, ...rest } = line;
  return rest as Line;
}

function changed(name: string) {
  const detail = `${name} was changed or damaged since it was made, or the key file is another one. Restore to a time before it with --to, or the backup alone with --to backup.`;
  return invalid({ pointer: '/from', code: 'format', detail });
}

import type { KeyObject } from 'node:crypto';
import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { AgeProblem, decryptWith } from '../kit/age/index.ts';
import { required } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';
import { invalid, type Refusal } from '../kit/refusal.ts';
import type { KekSource } from '../vault/index.ts';
import type { CheckedBackup, OnBytes } from './check-backup.ts';
import { decompressed } from './compressed.ts';
import { readWalSpan, type WalSpan } from './read-wal.ts';
import { parsePosition, segmentStart, writeWal } from './wal-files.ts';
import { type Piece, pieceName } from './wal-piece.ts';
import { lastLook } from './wal-store.ts';

/** All settings of the recovery, which are taken back after it. */
const SETTINGS = [
  'restore_command',
  'hot_standby',
  'recovery_target_action',
  'recovery_target_time',
] as const;

export interface WalRecovery {
  readonly span: WalSpan;
  /** Null: to the end of the log. */
  readonly to: Date | null;
}

/** Writes the log into an unpacked cluster, and prepares its recovery: PostgreSQL replays it at its first start, and only then accepts connections. */
export async function unpackWal(
  { manifest }: CheckedBackup,
  { span, to }: WalRecovery,
  folder: string,
  keys: { readonly kek: KekSource; readonly identities: readonly KeyObject[] },
  onBytes: OnBytes = () => {},
): Promise<void> {
  const start = required(parsePosition(manifest.postgres.start), 'a backup has a beginning');
  const from = segmentStart(start);
  for await (const piece of readWalSpan(span, keys.kek, onBytes)) {
    const wal = await opened(piece, keys.identities);
    // What is older than the first file of the backup is never read.
    const skipped = piece.start < from ? Number(from - piece.start) : 0;
    if (skipped >= wal.length) continue;
    const begin = piece.start + BigInt(skipped);
    await writeWal(folder, piece.line.timeline, begin, wal.subarray(skipped));
  }
  const settings: Record<(typeof SETTINGS)[number], string | null> = {
    // All of the log is in its folder already.
    restore_command: 'false',
    hot_standby: 'off',
    recovery_target_action: 'promote',
    // PostgreSQL knows no Z yet when it reads this.
    recovery_target_time: to?.toISOString().replace('Z', '+00') ?? null,
  };
  const lines = Object.entries(settings).flatMap(([name, value]) =>
    value === null ? [] : [`${name} = '${value}'\n`],
  );
  await appendFile(join(folder, 'postgresql.auto.conf'), lines.join(''));
  await writeFile(join(folder, 'recovery.signal'), '', { mode: 0o600 });
}

async function opened(piece: Piece, identities: readonly KeyObject[]): Promise<Buffer> {
  try {
    return await buffer(decompressed(decryptWith(identities, oneOf(piece.encrypted))));
  } catch (error) {
    if (!(error instanceof AgeProblem)) throw error;
    throw refused(`${pieceName(piece.line.sequence)} cannot be unpacked: ${error.message}`);
  }
}

async function* oneOf(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

/**
 * Takes the settings of a recovery back, and refuses a database that PostgreSQL has recovered less far than the archive says: it takes a damaged
 * record for the end of the log, and stops at a commit of a clock that ran ahead. Looks are compared by their count.
 */
export async function finishRecovery(
  db: Db,
  { span: { archive, look } }: { readonly span: Pick<WalSpan, 'archive' | 'look'> },
): Promise<void> {
  for (const name of SETTINGS) await db.query(`ALTER SYSTEM RESET ${name}`);
  if (look === null) return;
  const found = await lastLook(db, archive);
  if (found !== null && found.look >= look.look) return;
  const recovered = found?.at.toISOString() ?? 'the backup';
  throw refused(
    `PostgreSQL has recovered the log only to about ${recovered}, although the stored log goes on to ${look.at.toISOString()}: a record in it is damaged, or the clock of the database ran ahead for a while. Name a time before with --to.`,
  );
}

function refused(detail: string): Refusal {
  return invalid({ pointer: '/from', code: 'format', detail });
}

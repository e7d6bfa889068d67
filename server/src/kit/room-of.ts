import { type StatsFs, statfsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';

/** The room on the disk of a folder, in bytes. */
export interface Room {
  /** Left for this user. */
  readonly freeBytes: number;
  readonly totalBytes: number;
}

/** Returns the room on the disk that holds a folder; throws the error of the file system if there is no such folder. */
export async function roomOf(folder: string): Promise<Room> {
  return toRoom(await statfs(folder));
}

/** The same at once, before anything is served. */
export function roomNow(folder: string): Room {
  return toRoom(statfsSync(folder));
}

function toRoom({ bavail, blocks, bsize }: StatsFs): Room {
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
}

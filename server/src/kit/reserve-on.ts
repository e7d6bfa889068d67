import { Refusal } from './refusal.ts';
import { roomOf } from './room-of.ts';

/** Room on the disk of the database that only orders may use. */
export const RESERVE_BYTES: number = 512 * 1024 ** 2;

/** Resolves while there is room for work that can wait; throws `unavailable` with a sentence for staff otherwise. */
export type Reserve = () => Promise<void>;

/** A database on another machine, whose disk this process cannot see: its own alarms must watch it. */
export const noReserve: Reserve = async () => {};

/** Keeps so many bytes free on the disk of this folder: orders go on when imports no longer do. */
export function reserveOn(folder: string, bytes = RESERVE_BYTES): Reserve {
  return async () => {
    const { freeBytes } = await roomOf(folder);
    if (freeBytes >= bytes) return;
    const detail = `The disk of the database has ${megabytes(freeBytes)} MB left, and the last ${megabytes(bytes)} MB are kept for orders. Make room, then try again.`;
    throw new Refusal('unavailable', {}, { detail });
  };
}

const megabytes = (bytes: number) => Math.floor(bytes / 1024 ** 2);

import { invalid, type Refusal } from './refusal.ts';

const NUMBER = /^[0-9]{1,15}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** An opaque place in a list: the list's name and the last row's id. */
export function writeCursor(list: string, id: string): string {
  return Buffer.from(`${list} ${id}`).toString('base64url');
}

/** The row's id; a cursor of another list, or none of ours, is refused by name. */
export function readCursor(list: string, cursor: string): string {
  return read(list, cursor, UUID);
}

/** The same where a number is the place. */
export function writePlace(list: string, place: number): string {
  return writeCursor(list, String(place));
}

export function readPlace(list: string, cursor: string): number {
  return Number(read(list, cursor, NUMBER));
}

function read(list: string, cursor: string, form: RegExp): string {
  const [name, place = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ');
  if (name === list && form.test(place)) return place;
  throw notOfThisList();
}

/** A place in a list that is ordered by a time first, then by id. */
export interface TimedPlace {
  readonly time: Date;
  readonly id: string;
}

export function writeTimedCursor(list: string, { time, id }: TimedPlace): string {
  return Buffer.from(`${list} ${id} ${time.getTime()}`).toString('base64url');
}

export function readTimedCursor(list: string, cursor: string): TimedPlace {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  const [name, id = '', millis = ''] = text.split(' ');
  if (name === list && UUID.test(id) && /^[0-9]{1,16}$/.test(millis)) {
    const time = new Date(Number(millis));
    if (!Number.isNaN(time.getTime())) return { time, id };
  }
  throw notOfThisList();
}

function notOfThisList(): Refusal {
  return invalid({
    pointer: '/cursor',
    code: 'cursor',
    detail: 'It is not a cursor of this list; take next_cursor of the page before.',
  });
}

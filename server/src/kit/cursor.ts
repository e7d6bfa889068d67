import { invalid } from './refusal.ts';

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
  throw invalid({
    pointer: '/cursor',
    code: 'cursor',
    detail: 'It is not a cursor of this list; take next_cursor of the page before.',
  });
}

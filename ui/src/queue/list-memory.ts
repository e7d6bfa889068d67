/** What is kept of the list that was read last, while its rows are open: until somebody goes elsewhere. */
interface Memory {
  /** The list's page, as `useStillRows` names it. */
  readonly place: string;
  /** The address of the list without its query. */
  readonly pathname: string;
  readonly shown: unknown;
  /** What this person did with rows, in a sentence, by their keys. */
  readonly said: Map<string, string>;
  /** The address of the row that was opened last. */
  open: string | null;
  /** How far the list was scrolled then. */
  scroll: number;
}

let memory: Memory | null = null;

export function memoryOf(place: string): Memory | null {
  return memory?.place === place ? memory : null;
}

export function keepList(place: string, pathname: string, shown: unknown): Memory {
  const before = memoryOf(place);
  memory = before
    ? { ...before, shown }
    : { place, pathname, shown, said: new Map(), open: null, scroll: 0 };
  return memory;
}

/** Notes which row is open; `scroll` when it is left for it. */
export function noteOpen(address: string, scroll?: number): void {
  if (!memory) return;
  memory.open = address;
  if (scroll !== undefined) memory.scroll = scroll;
}

/** Notes what was decided on a row, which stays in its place; `key` is the end of its address. */
export function noteSaid(key: string, said: string): void {
  memory?.said.set(key, said);
}

/** Forgets the list once somebody is neither there nor on the page of one of its rows. */
export function leaveUnless(pathname: string, list: string | undefined): void {
  const isOn = memory?.pathname === pathname || list?.split('?')[0] === memory?.pathname;
  if (memory && !isOn) memory = null;
}

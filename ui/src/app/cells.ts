/** A part of the shop that is an installation of its own. */
export interface Cell {
  readonly name: string;
  /** Its address, without a slash at the end. */
  readonly url: string;
  readonly isHere: boolean;
}

const CHOSEN = 'psnb2b.cell';

/** Reads what the server wrote into the page; none where the shop has one cell only. */
export function cellsFrom(text: string | null): Cell[] {
  return text === null ? [] : JSON.parse(text);
}

/** Remembers in this browser where somebody went on from here. */
export function chooseCell(store: Pick<Storage, 'setItem'>, url: string): void {
  try {
    store.setItem(CHOSEN, url);
  } catch {
    // A browser that keeps nothing shows the cells in their order.
  }
}

/** The address of the cell that was chosen last; null if none was. */
export function chosenCell(store: Pick<Storage, 'getItem'>): string | null {
  try {
    return store.getItem(CHOSEN);
  } catch {
    return null;
  }
}

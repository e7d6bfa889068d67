/** Something on the page that a key presses: its button has `aria-keyshortcuts`. */
export interface KeyedAct {
  readonly key: string;
  /** The button's name. */
  readonly title: string;
  /** Presses it; if it cannot be pressed, focuses it, so that it says why. */
  readonly press: () => void;
}

/** What this needs of a button of the page. */
export interface Keyed {
  readonly key: string;
  /** The row that it is in; null: none. */
  readonly row: unknown;
  /** Whether it acts on the ticked rows. */
  readonly bulk: boolean;
}

/**
 * Which buttons the keys press, one for each key: what acts on ticked rows before all else, then what is in the row with the focus, then what
 * is in no row. Rows without the focus do not listen.
 */
export function pressable<Button extends Keyed>(
  buttons: readonly Button[],
  row: unknown,
): readonly Button[] {
  const rank = (each: Button) => (each.bulk ? 0 : each.row === null ? 2 : 1);
  const heard = buttons
    .filter((each) => each.bulk || each.row === null || each.row === row)
    .sort((one, other) => rank(one) - rank(other));
  return heard.filter(({ key }, index) => heard.findIndex((each) => each.key === key) === index);
}

/** The keyed acts of the open page, for the keys, the list of keys and the palette. */
export function keyedActs(): readonly KeyedAct[] {
  const row = document.activeElement?.closest('tr') ?? null;
  const found = [...document.querySelectorAll<HTMLElement>('button[aria-keyshortcuts]')]
    .filter((button) => button.checkVisibility())
    .map((button) => ({
      button,
      key: button.getAttribute('aria-keyshortcuts') ?? '',
      row: button.closest('tr'),
      bulk: button.closest('[data-bulk]') !== null,
    }));
  return pressable(found, row).map(({ button, key }) => ({
    key,
    title: button.getAttribute('aria-label') ?? button.textContent?.trim() ?? '',
    press: () => {
      if (button.ariaDisabled === 'true') button.focus();
      else button.click();
    },
  }));
}

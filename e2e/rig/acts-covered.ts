import type { Page } from 'playwright-core';

/**
 * Finds everything that can be pressed, followed or filled in and that no scrolling brings into the open: something that stays where it is
 * lies over it, or a part of the page that does not scroll hides it. One line each. In a dialog, of the dialog.
 */
const COVERED = `(() => {
  const ACTS = 'a[href], button, input, select, textarea, summary, [role=button], [tabindex="0"]';
  const isSeen = (each) => each.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const whatIsAt = (act) => {
    const place = act.getBoundingClientRect();
    return document.elementFromPoint(place.left + place.width / 2, place.top + place.height / 2);
  };
  const isOpen = (act, above) =>
    above && (act.contains(above) || above.contains(act) || above.closest('label')?.contains(act));
  const dialogs = [...document.querySelectorAll('[role=dialog], dialog[open]')].filter(isSeen);
  const dialog = dialogs.find((each) => each.contains(document.activeElement)) ?? dialogs.at(-1);
  const moved = new Map();
  const found = [];
  for (const act of (dialog ?? document).querySelectorAll(ACTS)) {
    const size = act.getBoundingClientRect();
    if (!isSeen(act) || size.width <= 1 || size.height <= 1 || act.closest('[inert]')) continue;
    // Most are in the open where the page stands: to scroll for each takes most of the time of a look.
    let above = whatIsAt(act);
    if (isOpen(act, above)) continue;
    for (let around = act; around; around = around.parentElement) {
      if (!moved.has(around)) moved.set(around, [around.scrollLeft, around.scrollTop]);
    }
    act.scrollIntoView({ behavior: 'instant', block: 'center', inline: 'nearest' });
    above = whatIsAt(act);
    // A link to the text behind the navigation is outside until it has the focus; the head of a table of cards is only read out.
    if (above === null && act.getAttribute('href')?.startsWith('#')) continue;
    if (act.closest('thead') && getComputedStyle(act.closest('thead')).position === 'absolute') continue;
    // What a menu or a message hides, it shows again.
    if (above?.closest('[role=menu], [role=listbox], [class*=Notifications-root]')) continue;
    if (isOpen(act, above)) continue;
    const name = act.getAttribute('aria-label') ?? act.textContent.trim();
    found.push((name || act.outerHTML.slice(0, 80)) + ' is under ' + (above?.outerHTML.slice(0, 80) ?? 'nothing'));
  }
  for (const [around, [left, top]] of moved) around.scrollTo({ behavior: 'instant', left, top });
  return found;
})()`;

/** Actions that no scrolling uncovers; see `COVERED`. */
export function actsCovered(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(COVERED);
}

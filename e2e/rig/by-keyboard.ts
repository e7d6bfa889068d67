import type { Locator, Page } from 'playwright-core';

/** More than any page has places where Tab stops. */
const STOPS_MAX = 150;

/**
 * What is wrong with the place that has the focus, or null: nothing has it, it is out of sight or covered, or it looks the same as
 * without the focus.
 */
const FOCUS_FAULT = `(() => {
  const at = document.activeElement;
  if (!at || at === document.body) return 'nothing has the focus';
  const name = (at.getAttribute('aria-label') ?? at.labels?.[0]?.textContent ?? at.textContent ?? '').trim().slice(0, 60) || at.outerHTML.slice(0, 80);
  const shown = [at, at.nextElementSibling, at.closest('label'), at.parentElement, at.closest('tr')].filter(Boolean);
  const isDrawn = (each) => each.getBoundingClientRect().width > 1 && getComputedStyle(each).opacity !== '0';
  const drawn = shown.find(isDrawn) ?? at;
  const place = drawn.getBoundingClientRect();
  const x = Math.min(place.left + place.width / 2, innerWidth - 1);
  const y = place.top + Math.min(place.height, 40) / 2;
  if (x < 0 || y < 0 || y >= innerHeight) return name + ' has the focus out of sight';
  const above = document.elementFromPoint(x, y);
  const isOwn = above && (drawn.contains(above) || above.contains(drawn) || above.closest('label')?.control === at);
  if (!isOwn) return name + ' has the focus under ' + (above?.outerHTML.slice(0, 80) ?? 'nothing');
  // Without the focus for a moment, a field for days begins again at its first part, and Tab never leaves it.
  if (/^(date|time|datetime-local)$/.test(at.type)) return null;
  const lookOf = () => {
    for (const each of document.getAnimations()) {
      if (each.effect.getComputedTiming().iterations !== Infinity) each.finish();
    }
    return shown.map((each) => {
      const { outline, border, boxShadow, backgroundColor } = getComputedStyle(each);
      return [outline, border, boxShadow, backgroundColor].join();
    }).join();
  };
  const withFocus = lookOf();
  at.blur();
  const without = lookOf();
  at.focus({ preventScroll: true });
  return withFocus === without ? name + ' does not show that it has the focus' : null;
})()`;

/** What is wrong with the place that has the focus; see `FOCUS_FAULT`. */
export function focusFault(page: Page): Promise<string | null> {
  return page.evaluate<string | null>(FOCUS_FAULT);
}

/** Where the focus is after an act: false if it has fallen back to the start of the document. */
export function hasFocus(page: Page): Promise<boolean> {
  return page.evaluate<boolean>(
    '!!document.activeElement && document.activeElement !== document.body',
  );
}

export async function isFocused(page: Page, target: Locator): Promise<boolean> {
  return (await target.and(page.locator(':focus')).count()) > 0;
}

/**
 * Presses Tab, or Shift+Tab, until the target has the focus. Returns what was wrong with the places on the way; throws if the target
 * is not among them.
 */
export async function tabTo(
  page: Page,
  target: Locator,
  key: 'Tab' | 'Shift+Tab' = 'Tab',
): Promise<string[]> {
  const faults: string[] = [];
  for (let stop = 0; stop < STOPS_MAX; stop += 1) {
    await page.keyboard.press(key);
    const fault = await focusFault(page);
    // Behind the last stop the focus leaves the page, and the first stop is next.
    if (fault !== null && (await hasFocus(page))) faults.push(fault);
    if (await isFocused(page, target)) return faults;
  }
  throw new Error(`${key} does not reach ${target}: ${faults.join('; ')}`);
}

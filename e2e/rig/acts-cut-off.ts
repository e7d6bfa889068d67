import type { Page } from 'playwright-core';

/**
 * Finds everything that can be pressed, followed or filled in and is out of sight to the side: inside of an element
 * that scrolls sideways or clips, whether or not the page itself is wide enough. One line each.
 */
const CUT_OFF = `(() => {
  const ACTS = 'a[href], button, input, select, textarea, summary, [role=button], [tabindex="0"]';
  const SLACK_PX = 1;
  const found = [];
  for (const act of document.querySelectorAll(ACTS)) {
    const place = act.getBoundingClientRect();
    // Content for screen readers only, and the input behind a switch that we draw ourselves.
    if (!act.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    if (place.width <= 1 || place.height <= 1) continue;
    for (let around = act.parentElement; around; around = around.parentElement) {
      if (getComputedStyle(around).overflowX === 'visible') continue;
      const box = around.getBoundingClientRect();
      if (box.width <= 1 || box.height <= 1) break;
      const right = box.left + around.clientLeft + around.clientWidth;
      const out = Math.max(place.right - right, box.left - place.left);
      if (out <= SLACK_PX) continue;
      const name = act.getAttribute('aria-label') ?? act.textContent.trim();
      found.push((name || act.outerHTML.slice(0, 80)) + ' (' + Math.round(out) + ' px)');
      break;
    }
  }
  return found;
})()`;

/** Actions that require sideways scrolling or cannot be reached; see `CUT_OFF`. */
export function actsCutOff(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(CUT_OFF);
}

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { drivenClock, openShop, type Shop } from '@psnb2b/server/testkit';
import { sharedBrowser } from '@psnb2b/server/testkit/browser';
import type { BrowserContext, Page } from 'playwright-core';
import { actsCovered } from './acts-covered.ts';
import { actsCutOff } from './acts-cut-off.ts';
import { axeSource } from './axe-source.ts';

interface Look {
  readonly width: 1440 | 700 | 360;
  readonly scheme: 'light' | 'dark';
  /** What axe checks. `shown`: only the rules about what is seen, because the names and the order of things were checked in another look. */
  readonly rules: 'all' | 'shown' | 'none';
}

const HEIGHT = 900;
/** How long a busy machine may take for a page; a test that waits in vain still ends. */
const PATIENCE_MS = 60_000;

/** Resolves when nothing moves except endless animations. */
const SETTLED = `Promise.allSettled(
  document.getAnimations()
    .filter((each) => each.effect.getComputedTiming().iterations !== Infinity)
    .map((each) => each.finished),
)`;

/**
 * Two looks show each width and each scheme once; axe, which takes longest, has one of them. What pages share is seen in all four, and by axe too,
 * because pages differ in the pair. Whoever takes the pictures has each page in all four looks, by axe in each.
 */
const PAIRS: readonly (readonly Look[])[] = [
  [
    { width: 1440, scheme: 'light', rules: 'all' },
    { width: 360, scheme: 'dark', rules: 'none' },
  ],
  [
    { width: 1440, scheme: 'dark', rules: 'all' },
    { width: 360, scheme: 'light', rules: 'none' },
  ],
  [
    { width: 1440, scheme: 'light', rules: 'none' },
    { width: 360, scheme: 'dark', rules: 'all' },
  ],
  [
    { width: 1440, scheme: 'dark', rules: 'none' },
    { width: 360, scheme: 'light', rules: 'all' },
  ],
];
const WIDTH = 1440;
const OVERFLOW = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
const FOLLOWS_MS = 5_000;

/** A person with a browser of their own: cookies, and everything that failed in it. */
export interface Person {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Requests to other hosts, errors of pages, and what the policy blocked. */
  readonly faults: readonly string[];
}

export interface Desk extends AsyncDisposable {
  readonly shop: Shop;
  readonly clock: ReturnType<typeof drivenClock>;
  person(): Promise<Person>;
}

/** A complete shop behind the real server, and a real browser in front of it. */
export async function openDesk(
  env: Readonly<Record<string, string>> = {},
  more: { readonly prices?: null } = {},
): Promise<Desk> {
  await using stack = new AsyncDisposableStack();
  const clock = drivenClock(new Date());
  const shop = stack.use(await openShop({ clock, env, ...more }));
  const browser = await sharedBrowser();
  const owned = stack.move();
  return {
    shop,
    clock,
    person: async () => {
      const context = owned.use(
        await browser.newContext({
          viewport: { width: WIDTH, height: HEIGHT },
          locale: 'en-GB',
          timezoneId: 'Europe/Berlin',
          reducedMotion: 'reduce',
        }),
      );
      context.setDefaultTimeout(PATIENCE_MS);
      const page = await context.newPage();
      return { page, context, faults: watch(page, shop.url) };
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

function watch(page: Page, url: string): string[] {
  const faults: string[] = [];
  page.on('request', (request) => {
    const asked = request.url().replace('//localhost:', '//127.0.0.1:');
    if (!asked.startsWith(`${url}/`) && !/^(data|blob):/.test(request.url())) {
      faults.push(`asked ${request.url()}`);
    }
  });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    // A refusal that a page shows is not a failure of the page.
    const isRefusal = /status of (4\d\d|503)/.test(message.text());
    if (message.type() === 'error' && !isRefusal) faults.push(message.text());
  });
  return faults;
}

/** Returns what axe finds against WCAG 2.2 AA on the page in its present state, one line each. */
export async function axeFaults(page: Page, rules: Look['rules'] = 'all'): Promise<string[]> {
  if (rules === 'none') return [];
  // Evaluated as by a debugger, which no page policy restricts.
  if (!(await page.evaluate(() => 'axe' in globalThis))) {
    await page.evaluate(await axeSource());
  }
  return page.evaluate(async (rules) => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(options: object): Promise<{
          violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[];
        }>;
      };
    };
    // While a dialog or menu is open, advice on landmarks is about the page behind it.
    const { document } = globalThis as unknown as {
      document: { querySelector(selector: string): unknown };
    };
    const isCovered = document.querySelector('[role=dialog], dialog[open], [role=menu]') !== null;
    const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const { violations } = await axe.run({
      resultTypes: ['violations'],
      // Style sheets would be read again for experimental rules only.
      preload: false,
      runOnly:
        rules === 'shown'
          ? ['color-contrast', 'target-size', 'scrollable-region-focusable']
          : isCovered
            ? standards
            : [...standards, 'best-practice'],
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
    );
  }, rules);
}

/**
 * Looks at a page at both widths and in both schemes: returns what axe finds, whether anything overflows to the side,
 * and which actions are out of sight to the side, or covered wherever one scrolls. If SCREENSHOTS names a folder, each
 * width is seen in each scheme, and a picture of every look is kept.
 */
export async function lookAt(
  { page }: Person,
  name: string,
  looks: readonly Look[] = looksAt(name),
): Promise<string[]> {
  const found: string[] = [];
  // Away from elements that show a tooltip.
  await page.mouse.move(0, 0);
  for (const look of looks) {
    await turnTo(page, look);
    const where = `${name} ${look.width} ${look.scheme}`;
    const overflow = await overflowOf(page);
    if (overflow > 0) found.push(`${where}: ${overflow} px stick out`);
    for (const act of await actsCutOff(page)) found.push(`${where}: cut off: ${act}`);
    for (const act of await actsCovered(page)) found.push(`${where}: covered: ${act}`);
    for (const fault of await axeFaults(page, look.rules)) found.push(`${where}: ${fault}`);
    await picture(page, where.replaceAll(' ', '-'));
  }
  await page.setViewportSize({ width: WIDTH, height: HEIGHT });
  return found;
}

/** The name of a page decides which pair it is seen in, so that a run on its own sees the same. */
function looksAt(name: string): readonly Look[] {
  if (process.env.SCREENSHOTS !== undefined) {
    return PAIRS.flat().map((look) => ({ ...look, rules: 'all' }));
  }
  const sum = Buffer.from(name).reduce((total, byte) => total + byte, 0);
  return PAIRS[sum % PAIRS.length] ?? [];
}

/** Returns the pixels that overflow to the side for good: what floats over a page follows it a moment later. */
async function overflowOf(page: Page): Promise<number> {
  const patience = performance.now() + FOLLOWS_MS;
  for (;;) {
    const overflow = await page.evaluate<number>(OVERFLOW);
    if (overflow <= 0 || performance.now() > patience) return overflow;
    await delay(50);
  }
}

async function turnTo(page: Page, { width, scheme }: Look): Promise<void> {
  // At once: one after the other, each has the page styled and laid out anew.
  await Promise.all([
    page.setViewportSize({ width, height: HEIGHT }),
    page.emulateMedia({ colorScheme: scheme }),
  ]);
  await page.locator(`html[data-mantine-color-scheme="${scheme}"]`).waitFor({ state: 'attached' });
  // From the top: where a step left the page, a row may be half under the bar above it.
  await page.evaluate('scrollTo(0, 0)');
  await page.evaluate(SETTLED);
}

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

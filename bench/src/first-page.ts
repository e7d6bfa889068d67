import type { Browser } from 'playwright-core';
import { openBrowser } from '../../server/testkit/browser.ts';
import { type Benchmark, median, type Result, type Run } from './rig/benchmark.ts';
import { openCluster } from './rig/cluster.ts';
import { startServer } from './rig/server-process.ts';
import { openShop } from './rig/shop.ts';

const FULL = { rounds: 7 };
const QUICK = { rounds: 1 };
/** A machine a quarter as fast as this one. */
const CPU_THROTTLE = 4;
const USABLE_MS_MAX = 1_500;

/** What shows that a page can be used: it is drawn, and answers. */
const PAGES = {
  home: { path: '/', usable: 'main li h3' },
  portal: { path: '/portal/sign-in', usable: 'input[type=password]' },
  console: { path: '/console/sign-in', usable: 'input[type=password]' },
} as const;

/** Measures how soon the first page can be used: cold cache, loopback, a slow machine. */
export const firstPage: Benchmark = async (run) => {
  await using cluster = await openCluster();
  const shop = await openShop(cluster, 'first_page', 0);
  await using server = await startServer(shop.env);
  const browser = await openBrowser();
  try {
    const results: Result[] = [];
    for (const name of Object.keys(PAGES) as (keyof typeof PAGES)[]) {
      results.push(await measure(run, browser, server.url, name));
    }
    return results;
  } finally {
    await browser.close();
  }
};

async function measure(
  run: Run,
  browser: Browser,
  url: URL,
  name: keyof typeof PAGES,
): Promise<Result> {
  const { path, usable } = PAGES[name];
  const times: number[] = [];
  for (let round = 0; round < (run.quick ? QUICK : FULL).rounds; round += 1) {
    run.signal.throwIfAborted();
    times.push(await openOnce(browser, new URL(path, url).href, usable));
  }
  const middle = median(times);
  return {
    name: `first page, ${name}`,
    ratio: middle / USABLE_MS_MAX,
    ours: `${middle.toFixed(0)} ms`,
    bare: `${USABLE_MS_MAX} ms`,
    limit: { kind: 'at most', value: 1 },
    sides: `ours: from the address to what can be used, cold cache, CPU ${CPU_THROTTLE} times slower; bare: what it may take`,
    notes: [`each round: ${times.map((time) => time.toFixed(0)).join(', ')} ms`],
  };
}

/** A new browser context has an empty cache. */
async function openOnce(browser: Browser, url: string, usable: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_THROTTLE });
    const from = performance.now();
    await page.goto(url, { waitUntil: 'commit' });
    await page.locator(usable).first().waitFor();
    return performance.now() - from;
  } finally {
    await context.close();
  }
}

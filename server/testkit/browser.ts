import { existsSync } from 'node:fs';
import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

/** Where a system keeps one of its own; else the binary inside the npm package is unpacked. */
const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser'];

/**
 * A real headless browser with its own rules about other origins in force: the arguments that the
 * package suggests would switch them off, and run everything in one process, which breaks when a page
 * is closed.
 */
export async function openBrowser(): Promise<Browser> {
  const executablePath = INSTALLED.find(existsSync) ?? (await chromium.executablePath());
  return playwright.launch({
    executablePath,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--font-render-hinting=none',
      '--disable-background-networking',
      '--disable-component-update',
      '--no-first-run',
    ],
  });
}

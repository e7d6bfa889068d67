import { existsSync } from 'node:fs';
import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

/** Where a system keeps one of its own; else the binary inside the npm package is unpacked. */
const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser'];

/** A real headless browser; every connection that is not to this machine fails. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = INSTALLED.find(existsSync) ?? (await chromium.executablePath());
  return playwright.launch({
    executablePath,
    headless: true,
    args: [
      ...chromium.args.filter((argument) => !argument.startsWith('--headless')),
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--no-first-run',
    ],
  });
}

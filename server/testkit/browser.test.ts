/** Guards: tests that start at the same time each get a working browser, and leave one copy of its files behind. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { unpackBrowser } from './browser.ts';

test('two tests that start at the same time', async () => {
  const cache = mkdtempSync(join(tmpdir(), 'psnb2b-browser-'));
  try {
    const paths = await Promise.all([unpackBrowser(cache), unpackBrowser(cache)]);
    for (const path of paths) {
      expect(execFileSync(path, ['--version'], { encoding: 'utf8' })).toMatch(/^Chrom/);
    }
    expect(readdirSync(cache)).toEqual(['browser']);
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
});

// npm run screens: opens every page as the test of pages does, and keeps a picture of each look in docs/screens.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled } from './lib/ensure.mjs';
import { ensureBuilt } from './lib/ensure-built.mjs';
import { runNode } from './lib/run.mjs';

ensureInstalled();
ensureBuilt();
const folder = mkdtempSync(join(tmpdir(), 'psnb2b-screens-'));
process.env.SCREENSHOTS = folder;
const code = await runNode(['node_modules/vitest/vitest.mjs', 'run', 'e2e/pages.test.ts']);
process.exitCode = code || (await runNode(['e2e/rig/keep-screens.ts', folder]));
rmSync(folder, { recursive: true, force: true });

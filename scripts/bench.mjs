// npm run bench -- NAME: one measurement, with both sides in the same run.
import { ensureInstalled } from './lib/ensure.mjs';
import { ensureBuilt } from './lib/ensure-built.mjs';
import { runNode } from './lib/run.mjs';

ensureInstalled();
ensureBuilt();
process.exitCode = await runNode(['bench/src/main.ts', ...process.argv.slice(2)]);

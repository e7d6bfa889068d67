// npm start: install once, then serve.
import { ensureInstalled } from './lib/ensure.mjs';
import { ensureBuilt } from './lib/ensure-built.mjs';
import { runNode } from './lib/run.mjs';

ensureInstalled();
ensureBuilt();
process.exitCode = await runNode(['server/src/main.ts', 'serve', ...process.argv.slice(2)]);

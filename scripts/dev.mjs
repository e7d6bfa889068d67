// npm run dev: serve, and restart whenever a file changes.
import { ensureInstalled } from './lib/ensure.mjs';
import { ensureBuilt } from './lib/ensure-built.mjs';
import { runNode } from './lib/run.mjs';

ensureInstalled();
ensureBuilt();
const args = ['--watch', '--watch-preserve-output', 'server/src/main.ts', 'serve'];
process.exitCode = await runNode([...args, ...process.argv.slice(2)]);

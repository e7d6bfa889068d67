// npm run dev: serve, and start again whenever a file changes.
import { ensureInstalled } from './lib/ensure.mjs';
import { runNode } from './lib/run.mjs';

ensureInstalled();
const args = ['--watch', '--watch-preserve-output', 'server/src/main.ts', 'serve'];
process.exitCode = await runNode([...args, ...process.argv.slice(2)]);

// npm start: install once, then serve.
import { entryPoint } from '../server/bin/entry.mjs';
import { ensureInstalled } from './lib/ensure.mjs';
import { ensureBuilt } from './lib/ensure-built.mjs';
import { runNode } from './lib/run.mjs';

ensureInstalled('running');
ensureBuilt();
process.exitCode = await runNode([entryPoint(), 'serve', ...process.argv.slice(2)]);

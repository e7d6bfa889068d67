// node scripts/build.mjs: install what running needs, once, and build the web apps, the command line and the server's bundle.
import { ensureInstalled } from './lib/ensure.mjs';
import { ensureBuilt } from './lib/ensure-built.mjs';

ensureInstalled('running');
ensureBuilt();

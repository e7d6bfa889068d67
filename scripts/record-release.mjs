// npm run record-release: writes server/released.json with each release: what its processes find in the database, which the
// next version must leave to them.
import { ensureInstalled } from './lib/ensure.mjs';
import { runNode } from './lib/run.mjs';

ensureInstalled();
process.exitCode = await runNode(['server/test/versions/record-release.ts']);

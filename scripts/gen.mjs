// npm run gen: writes the OpenAPI document and the error pages from the contract, and the lists of calls and of console
// routes from their files.
import { ensureInstalled } from './lib/ensure.mjs';
import { runNode } from './lib/run.mjs';

ensureInstalled();
process.exitCode = await runNode(['contract/build/gen.ts', ...process.argv.slice(2)]);

// npm run gen: everything that is derived from the contract.
import { ensureInstalled } from './lib/ensure.mjs';
import { runNode } from './lib/run.mjs';

ensureInstalled();
const contract = await runNode(['contract/src/gen.ts', ...process.argv.slice(2)]);
process.exitCode = contract || (await runNode(['ui/build/gen-types.ts']));

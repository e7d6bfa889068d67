// npm run sdk: builds the package that partners install, in sdk/dist; `npm publish sdk/dist` publishes it.
import { ensureInstalled } from './lib/ensure.mjs';
import { runNode } from './lib/run.mjs';

ensureInstalled();
process.exitCode = await runNode(['scripts/lib/build-sdk.mjs']);

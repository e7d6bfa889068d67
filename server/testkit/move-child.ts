import { moveDatabase } from '../src/kit/move/index.ts';
import { openEmbedded } from '../src/postgres/index.ts';

/**
 * A child process for tests: moves the embedded database of a folder into another one, and ends itself with SIGKILL before a step, or at `half` of
 * the bytes. Arguments: the step, the folder, the new database and its name for people.
 */
const [at = '', dataDir = '', url = '', name = ''] = process.argv.slice(2);
const die = () => process.kill(process.pid, 'SIGKILL');

const old = await openEmbedded({ dataDir });
const from = { url: old.url, name: `the embedded database in ${dataDir}` };
await moveDatabase(
  from,
  { url, name },
  {
    now: () => new Date(),
    onStep: (step) => {
      if (step === at) die();
    },
    onBytes: ({ bytesDone, bytesTotal }) => {
      if (at === 'half' && 2 * bytesDone > bytesTotal) die();
    },
  },
);

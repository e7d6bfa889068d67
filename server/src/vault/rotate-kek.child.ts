import { systemClock } from '../kit/clock.ts';
import { Database } from '../kit/database/index.ts';
import { rotateKek } from './rotate-kek.ts';

// Part of rotate-kek.test.ts: a rotation that kills itself after a given number of reports.
const [url = '', path = '', die = '1'] = process.argv.slice(2);

const database = new Database({ url });
let reports = 0;
await rotateKek({
  database,
  kek: { kind: 'file', path, strict: true },
  clock: systemClock(),
  onProgress: (progress) => {
    process.send?.(progress);
    reports += 1;
    if (reports === Number(die)) process.kill(process.pid, 'SIGKILL');
  },
});
await database[Symbol.asyncDispose]();
process.disconnect?.();

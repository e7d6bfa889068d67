import { openEmbedded } from '../src/postgres/index.ts';

/**
 * A child process for tests to kill: opens the embedded database in the folder of its argument, reports it in one JSON
 * line, and closes it when its standard input ends.
 */
const opened = await openEmbedded({ dataDir: process.argv[2] ?? '' });
console.log(JSON.stringify({ url: opened.url, pid: opened.pid, adopted: opened.adopted }));
process.stdin.resume().on('end', () => opened.close());

import { openEmbedded } from '../src/postgres/index.ts';

/**
 * A process of its own that opens the embedded database in the folder given as its argument, says so
 * in one JSON line, and closes it when its standard input ends: something to kill.
 */
const opened = await openEmbedded({ dataDir: process.argv[2] ?? '' });
console.log(JSON.stringify({ url: opened.url, pid: opened.pid, adopted: opened.adopted }));
process.stdin.resume().on('end', () => opened.close());

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clock, systemClock } from '../src/kit/clock.ts';
import { findBinaries } from '../src/postgres/binaries.ts';
import { preparePlace } from '../src/postgres/place.ts';
import { runCluster } from '../src/postgres/run-cluster.ts';

/** Answers as the system does, and adds the milliseconds that the file has at this moment. */
const SHIM = `
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>
static volatile const long long *ahead_ms;
__attribute__((constructor)) static void begin(void) {
  int file = open(getenv("FALSE_CLOCK"), O_RDONLY);
  ahead_ms = mmap(0, sizeof *ahead_ms, PROT_READ, MAP_SHARED, file, 0);
  close(file);
}
int clock_gettime(clockid_t id, struct timespec *at) {
  int failed = syscall(SYS_clock_gettime, id, at);
  if (!failed && id == CLOCK_REALTIME) at->tv_sec += *ahead_ms / 1000;
  return failed;
}
int gettimeofday(struct timeval *at, void *zone) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  at->tv_sec = now.tv_sec;
  at->tv_usec = now.tv_nsec / 1000;
  return 0;
}
time_t time(time_t *at) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (at) *at = now.tv_sec;
  return now.tv_sec;
}
`;

/** The clock of a machine that can be wrong: of our process and of the PostgreSQL that `start` has started. */
export interface FalseClock extends Disposable {
  readonly clock: Clock;
  /** From now on it is ahead by whole seconds. */
  ahead(ms: number): void;
  /** Starts the PostgreSQL of a folder under this clock; whoever opens the folder then adopts it. */
  start(dataDir: string): Promise<void>;
}

/** Null where no C compiler is installed. */
export function openFalseClock(): FalseClock | null {
  if (process.platform !== 'linux' || spawnSync('cc', ['--version']).status !== 0) return null;
  const folder = mkdtempSync(join(tmpdir(), 'false-clock-'));
  const at = (name: string) => join(folder, name);
  writeFileSync(at('shim.c'), SHIM);
  execFileSync('cc', ['-shared', '-fPIC', '-O1', '-o', at('shim.so'), at('shim.c')]);
  writeFileSync(at('ahead'), Buffer.alloc(8));
  const file = openSync(at('ahead'), 'r+');
  let aheadMs = 0;
  return {
    clock: { ...systemClock(), now: () => new Date(Date.now() + aheadMs) },
    ahead: (ms) => {
      aheadMs = ms;
      const bytes = Buffer.alloc(8);
      bytes.writeBigInt64LE(BigInt(ms));
      writeSync(file, bytes, 0, 8, 0);
    },
    start: async (dataDir) => {
      const place = preparePlace(dataDir);
      const binaries = findBinaries(place.libraries);
      const env = `LD_PRELOAD='${at('shim.so')}' FALSE_CLOCK='${at('ahead')}'`;
      const program = `#!/bin/sh\n${env} exec '${binaries.postgres}' "$@"\n`;
      writeFileSync(at('postgres'), program, { mode: 0o755 });
      await runCluster(place, () => {}, { binaries: { ...binaries, postgres: at('postgres') } });
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  };
}

#!/usr/bin/env node
// npx psnb2b-server …: the operator's command line, on the bundled node when the system's is too old.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { entryPoint } from './entry.mjs';

const MAIN = entryPoint();
/** Half of a short command's time would be compiling. */
const COMPILED = fileURLToPath(new URL('../../node_modules/.cache/node', import.meta.url));
// The first with argon2 in node:crypto.
const NODE_MIN = '24.7';
const [major, minor] = process.versions.node.split('.').map(Number);

if (major > 24 || (major === 24 && minor >= 7)) {
  module.enableCompileCache(COMPILED);
  // As if it had been started directly: it reads its arguments from there.
  process.argv[1] = MAIN;
  await import(MAIN);
} else {
  const node = findNode(dirname(MAIN));
  if (node === null) {
    console.error(
      `Node ${NODE_MIN} or newer is needed, and this is ${process.versions.node}: run npm ci in the project, or install it from https://nodejs.org.`,
    );
    process.exit(1);
  }
  const child = spawn(node, [MAIN, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { NODE_COMPILE_CACHE: COMPILED, ...process.env },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // On a terminal Ctrl-C has already reached the child through its process group.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on('close', (code, signal) => {
    process.exitCode = code ?? 128 + constants.signals[signal];
  });
}

function findNode(folder) {
  const node = join(folder, 'node_modules', '.bin', 'node');
  if (existsSync(node)) return node;
  const parent = dirname(folder);
  return parent === folder ? null : findNode(parent);
}

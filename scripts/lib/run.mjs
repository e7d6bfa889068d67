import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { findNode, ROOT } from './ensure.mjs';

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs one of our files under the right node, with our terminal and folder, and returns its exit code. Passes signals
 * on and waits for the end, so that no process is left behind.
 */
export function runNode(args) {
  return runWith(findNode(), args);
}

/** The same for any program. */
export function runWith(file, args) {
  return ended(spawn(file, args, { cwd: ROOT, stdio: 'inherit', env: withCompileCache() }));
}

/** The same, but returns with the exit code what it wrote: for what runs beside others. */
export async function readNode(args) {
  const colours = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
  const env = { ...withCompileCache(), ...colours };
  const child = spawn(findNode(), args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], env });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (piece) => {
      text += piece;
    });
  }
  return { code: await ended(child), text };
}

function ended(child) {
  for (const signal of FORWARDED) {
    process.on(signal, () => {
      // On a terminal Ctrl-C has already reached the child through its process group.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  stopWithNpm(() => child.kill('SIGTERM'));
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (code, signal) => done(code ?? 128 + constants.signals[signal]));
  });
}

/** A killed npm leaves its script running without a terminal: in that case it stops by itself. */
function stopWithNpm(stop) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const npm = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === npm) return;
    clearInterval(timer);
    stop();
  }, 500);
  timer.unref();
}

/** Compiled code is kept between starts: that halves the time until the server listens. */
function withCompileCache() {
  return { NODE_COMPILE_CACHE: join(ROOT, 'node_modules', '.cache', 'node'), ...process.env };
}

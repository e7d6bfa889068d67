#!/usr/bin/env node
// npx psnb2b …: the partner's command line. Runs on plain Node 20.19.
import { existsSync } from 'node:fs';
import module from 'node:module';
import { fileURLToPath } from 'node:url';

const BUNDLE = new URL('../dist/psnb2b.js', import.meta.url);

if (!existsSync(fileURLToPath(BUNDLE))) {
  console.error('psnb2b is not built yet: run npm start, or npm test, once.');
  process.exit(1);
}
// Half of a short command's time would be compiling.
module.enableCompileCache?.();
const { runCli, terminalOf } = await import(BUNDLE.href);
const terminal = terminalOf(process);
process.exitCode = await runCli(process.argv.slice(2), terminal);
terminal.close();

export { runCli } from './run-cli.ts';
export { terminalOf } from './terminal.ts';

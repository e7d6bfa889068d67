// npm run test:deploy: the files of deploy/ before the programs that will read them. It uses what is installed. A program that is
// not there is named, and never counted as passed; what can be known without them, npm test checks.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './lib/ensure.mjs';

const folder = mkdtempSync(join(tmpdir(), 'psnb2b-deploy-'));
cpSync(join(ROOT, 'deploy'), folder, { recursive: true });
const units = readdirSync(folder).filter((name) => name.endsWith('.service'));
// This machine need not have the account or Node where a server has them.
for (const unit of units) {
  const text = readFileSync(join(folder, unit), 'utf8');
  const fitted = text
    .replaceAll('/usr/bin/node', process.execPath)
    .replaceAll('/opt/psnb2b/', ROOT)
    .replace(/^(User|Group)=psnb2b$/gm, '$1=daemon');
  writeFileSync(join(folder, unit), fitted);
}

const VARIABLES = {
  DOMAIN: 'codes.example.com',
  UPSTREAMS: 'api-a:8080 api-b:8080',
  POSTGRES_PASSWORD: 'x',
  OWNER_PASSWORD: 'x',
  APP_PASSWORD: 'x',
};
/** By the program: what shows that it is there, what it runs, and whether it succeeds with output. */
const CHECKERS = {
  // It succeeds although it ignores a misspelt key, and says so.
  'systemd-analyze': {
    present: ['--version'],
    runs: [['verify', '--man=no', ...units.map((unit) => join(folder, unit))]],
    mustBeSilent: true,
  },
  promtool: {
    present: ['--version'],
    runs: [
      ['check', 'rules', 'alerts.yml'],
      ['test', 'rules', 'alerts.test.yml'],
    ],
  },
  caddy: {
    present: ['version'],
    runs: ['Caddyfile', 'Caddyfile.two-nodes', 'Caddyfile.cells'].map((file) => [
      'validate',
      '--adapter',
      'caddyfile',
      '--config',
      file,
    ]),
  },
  'docker compose': {
    present: ['version'],
    runs: ['compose.yml', 'compose.two-nodes.yml'].map((file) => [
      '--file',
      file,
      'config',
      '--quiet',
    ]),
    mustBeSilent: true,
  },
  shellcheck: { present: ['--version'], runs: [['postgres-owner.sh']] },
};

let failed = 0;
for (const [program, { present, runs, mustBeSilent }] of Object.entries(CHECKERS)) {
  if (run(program, present).status !== 0) {
    console.log(`${program}: NOT RUN, because it is not installed`);
    continue;
  }
  const faults = runs.map((args) => faultOf(program, args, mustBeSilent)).filter(Boolean);
  failed += faults.length;
  console.log(`${program}: ${faults.length === 0 ? 'passed' : faults.join('\n')}`);
}
rmSync(folder, { recursive: true });
process.exitCode = failed === 0 ? 0 : 1;

function run(program, args) {
  const env = { ...process.env, ...VARIABLES };
  const [file, ...first] = program.split(' ');
  return spawnSync(file, [...first, ...args], { cwd: folder, env, encoding: 'utf8' });
}

function faultOf(program, args, mustBeSilent = false) {
  const { status, stdout, stderr } = run(program, args);
  const said = `${stdout}${stderr}`.trim();
  if (status === 0 && !(mustBeSilent && said !== '')) return null;
  return `FAILED: ${args.join(' ')} (exit ${status})\n${said}`;
}

/**
 * Guards: the image is built from a base of one version, runs as nobody in particular, starts without a shell between it and its
 * signals, says whether it is well, and holds neither secrets nor what somebody's folder happens to have.
 */
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ENVIRONMENT_NAMES } from '../../src/config/env.ts';
import { fileAt, readText, readYaml } from './read-deploy.ts';

const text = readText('deploy/Containerfile');

/** The instructions with their arguments, without comments; lines that end in a backslash are one. */
function instructionsOf(source: string): (readonly [name: string, rest: string])[] {
  return source
    .replaceAll(/^\s*#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => [line.split(/\s/, 1)[0] ?? line, line.replace(/^\S+\s+/, '')]);
}

/** What is wrong with a Containerfile, one word each. */
function faultsOf(source: string): string[] {
  const all = instructionsOf(source);
  const last = all.slice(all.findLastIndex(([name]) => name === 'FROM'));
  const named = (name: string, among = all) => among.filter(([each]) => each === name);
  const base = named('ARG').find(([, rest]) => rest.startsWith('BASE='))?.[1];
  const rules: Record<string, boolean> = {
    'base without a version': !/^BASE=[\w./-]+:\d+\.\d+\.\d+-[\w-]+(@sha256:[0-9a-f]{64})?$/.test(
      base ?? '',
    ),
    'another base': named('FROM').some(([, rest]) => !/^\$\{BASE\}( AS \w+)?$/.test(rest)),
    root: !/^[1-9]\d*:[1-9]\d*$/.test(named('USER', last).at(-1)?.[1] ?? 'root'),
    'ADD, which unpacks and downloads': named('ADD').length > 0,
    'health unknown': !/ CMD \[".+"\]$/.test(named('HEALTHCHECK', last)[0]?.[1] ?? ''),
    'a shell before the server': [...named('ENTRYPOINT', last), ...named('CMD', last)].some(
      ([, rest]) => !/^\[".+"\]$/.test(rest),
    ),
    'no entry point': named('ENTRYPOINT', last).length !== 1,
    'a secret': [...named('ENV'), ...named('ARG')].some(([, rest]) =>
      /(PASSWORD|TOKEN|SECRET|KEK|_URL)\w*=/.test(rest),
    ),
    'packages beside the lock file': named('RUN').some(([, rest]) =>
      /\bnpm"?,? "?(install|i|add)\b|\b(curl|wget) |\bapt(-get)? install/.test(rest),
    ),
    'install scripts': named('RUN').some(
      ([, rest]) => /"ci"|npm ci/.test(rest) && !rest.includes('--ignore-scripts'),
    ),
    'data in a layer': named('VOLUME', last).length === 0,
  };
  return Object.keys(rules).filter((rule) => rules[rule]);
}

test('the Containerfile keeps the rules', () => {
  expect(faultsOf(text)).toEqual([]);
});

test.each([
  ['base without a version', /^ARG BASE=.*$/m, 'ARG BASE=docker.io/library/node:latest'],
  ['another base', /^FROM \$\{BASE\}$/m, 'FROM debian'],
  ['root', /^USER .*$/m, ''],
  ['ADD, which unpacks and downloads', /^COPY \. \.$/m, 'ADD https://example.com/x.tar /'],
  ['health unknown', /^HEALTHCHECK .*$/m, ''],
  ['a shell before the server', /^CMD .*$/m, 'CMD serve'],
  ['no entry point', /^ENTRYPOINT .*$/m, ''],
  ['a secret', /^USER/m, 'ENV METRICS_TOKEN=0123456789abcdef\nUSER'],
  ['packages beside the lock file', /^USER/m, 'RUN npm install left-pad\nUSER'],
  ['install scripts', /"--ignore-scripts", /, ''],
  ['data in a layer', /^VOLUME .*$/m, ''],
])('%s is found', (fault, pattern, spoilt) => {
  expect(text).toMatch(pattern);
  expect(faultsOf(text.replace(pattern, spoilt))).toContain(fault);
});

test('the base has the Node that the lock file pins', () => {
  const { optionalDependencies } = JSON.parse(readText('package.json'));
  const version = /node:(\d+\.\d+\.\d+)-/.exec(text)?.[1];
  expect(Object.values(optionalDependencies)).toEqual([version, version]);
});

test('every package is installed for what it is, and every setting is one of the server', () => {
  const { workspaces } = JSON.parse(readText('package.json'));
  const copied = [...text.matchAll(/^COPY (\w+)\/package\.json \1\/$/gm)].map(([, name]) => name);
  expect(copied).toEqual(workspaces);
  const settings = [...text.matchAll(/^ENV (.*)$/gm)]
    .flatMap(([, rest = '']) => rest.split(' '))
    .map((each) => each.split('=')[0]);
  expect(settings.length).toBeGreaterThan(3);
  expect([...ENVIRONMENT_NAMES, 'NODE_ENV']).toEqual(expect.arrayContaining(settings));
});

test('every folder that a compose file mounts is there, and the user of the image owns it', () => {
  // Docker creates a folder that is missing in the image as root, and then nobody can write there.
  const made = /install --directory --owner=psnb2b --group=psnb2b --mode=0700 ([\w/ -]+)/.exec(
    text,
  );
  const mounted = ['compose.yml', 'compose.two-nodes.yml'].flatMap((name) =>
    Object.values<{ image: string; volumes?: string[] }>(readYaml(`deploy/${name}`).services)
      .filter(({ image }) => image.includes('psnb2b'))
      .flatMap(({ volumes = [] }) => volumes.map((volume) => volume.split(':').at(-1))),
  );
  expect(new Set(mounted).size).toBe(2);
  expect(made?.[1]?.trim().split(' ')).toEqual(expect.arrayContaining(mounted));
});

test('what is private or was built elsewhere stays out of the image', () => {
  const ignored = readText('.containerignore').split('\n');
  expect(ignored).toEqual(
    expect.arrayContaining(['.git', '**/node_modules', '**/dist', '**/.env*', '**/kek', 'data']),
  );
  // Docker reads only this name, Podman and Buildah both.
  expect(readText('.dockerignore')).toBe(readText('.containerignore'));
  const kept = ignored.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
  for (const path of kept) expect(readText(path)).not.toBe('');
  const started = [...text.matchAll(/"((?:server|scripts|deploy)\/[\w./-]+)"/g)];
  for (const [, path = ''] of started) expect(readText(path)).not.toBe('');
  expect(readdirSync(fileAt('deploy'))).toContain('health.mjs');
});

import { importsOf, isTest, moduleOf, type Rule, type Source } from './source.ts';

/** Levels from low to high. A module imports only modules of a lower level, never one of its own level. */
export const LEVELS: readonly (readonly string[])[] = [
  ['kit'],
  ['postgres'],
  ['events', 'audit', 'vault', 'docs', 'notifications'],
  ['backups', 'proposals', 'quotas', 'request-log', 'shop', 'status'],
  ['identity', 'files'],
  ['partners', 'catalog', 'suppliers', 'ledger', 'service-levels'],
  ['stock', 'webhooks', 'support', 'deposit-methods'],
  ['orders', 'supplier-claims', 'imports', 'bank-statements'],
  ['funding', 'claims', 'purchases', 'invoicing', 'sales'],
  ['recalls', 'reports', 'live', 'alerts', 'matching'],
  ['acts', 'metrics', 'site'],
  ['surfaces'],
  ['web'],
  ['main'],
];

/** Configuration imports only the kit, and every module above the kit may import it. */
const CONFIG = 'config';

type Edge = { from: string; to: string; path: string; target: string };

export const importsGoLeftward: Rule = (sources) =>
  edges(sources).flatMap(({ from, to, path, target }) => {
    if (from !== CONFIG && levelOf(from) === -1)
      return [`${path} is in ${from}, which has no level`];
    if (to !== CONFIG && levelOf(to) === -1)
      return [`${path} imports ${target}, which has no level`];
    return mayImport(from, to) ? [] : [`${path} imports ${target}, which is not to its left`];
  });

export const importsGoThroughIndex: Rule = (sources) =>
  edges(sources).flatMap(({ to, path, target }) => {
    if (to === 'main' || /^server\/src\/[^/]+\/index\.ts$/.test(target)) return [];
    // The kit is a set of parts: each file at its top is one, and each folder has its own index.
    const part = /^server\/src\/kit\/([^/]+|[^/]+\/index)\.ts$/;
    return part.test(target) ? [] : [`${path} imports ${target} past its index.ts`];
  });

export const kitPartsGoThroughIndex: Rule = (sources) =>
  sources.flatMap((source) => {
    const own = kitFolder(source.path);
    if (moduleOf(source.path) !== 'kit') return [];
    const inside = importsOf(source).filter((target) => {
      const other = kitFolder(target);
      return other !== null && other !== own && !target.endsWith('/index.ts');
    });
    return inside.map((target) => `${source.path} imports ${target} past its index.ts`);
  });

/**
 * The code that both web apps share imports neither of them, nor anything about their subjects. An app imports types
 * from the contract, and otherwise only its small parts (states; the rules of request shapes): the rest would bring the
 * schemas into every browser.
 */
export const webAppsStayApart: Rule = (sources) =>
  sources.flatMap(({ path, text }) => {
    const app = /^(ui|portal|console)\/src\//.exec(path)?.[1];
    if (app === undefined || isTest(path)) return [];
    const allowed =
      app === 'ui' ? /^@psnb2b\/contract\/check$/ : /^@psnb2b\/(ui(\/[\w.]+)?|contract\/states)$/;
    const values = text.replaceAll(/import type [^;']+from '@psnb2b\/contract';/g, '');
    const names = [...values.matchAll(/from\s*'(@psnb2b\/[^']+)'/g)].map(([, name]) => name ?? '');
    return names
      .filter((name) => !allowed.test(name))
      .map((name) => `${path} imports ${name}, which is not for ${app}`);
  });

/** The folders of the contract from low to high; every other folder is a noun, between `kit` and `calls`. */
const CONTRACT_LEVELS = [['kit', 'errors'], ['a noun'], ['calls', 'apps'], ['check', 'openapi']];

/** A noun may import other nouns, but never the lists of all calls; `kit` imports no noun. */
export const contractGoesByNoun: Rule = (sources) =>
  sources
    .filter(({ path }) => contractLevel(path) !== null && !isTest(path))
    .flatMap((source) =>
      importsOf(source)
        .filter((target) => Number(contractLevel(target) ?? 9) > Number(contractLevel(source.path)))
        .map((target) => `${source.path} imports ${target}, which is above it`),
    );

/** One import per file: a second one of the same file is a leftover of a move. */
export const oneImportOfAFile: Rule = (sources) =>
  sources
    .filter(({ path }) => /\.tsx?$/.test(path))
    .flatMap(({ path, text }) => {
      const named = [...text.matchAll(/^import (?:type )?\{[^}]*\} (?:from) '([^']+)';$/gm)];
      const from = named.map(([, name]) => name);
      const again = from.filter((name, index) => from.indexOf(name) !== index);
      return again.map((name) => `${path} imports ${name} twice`);
    });

/** Type imports count too: two files that need each other's types belong together. */
export const importsHaveNoCycle: Rule = (sources) => {
  const graph = new Map(sources.map((source) => [source.path, importsOf(source)]));
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start !== -1) cycles.push([...trail.slice(start), path].join(' → '));
    if (start !== -1 || done.has(path)) return;
    for (const target of graph.get(path) ?? []) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return cycles;
};

function mayImport(from: string, to: string): boolean {
  if (from === CONFIG) return to === 'kit';
  if (to === CONFIG) return from !== 'kit';
  return levelOf(to) < levelOf(from);
}

function levelOf(module: string): number {
  return LEVELS.findIndex((level) => level.includes(module));
}

function edges(sources: readonly Source[]): Edge[] {
  return sources.flatMap((source) => {
    const from = moduleOf(source.path);
    if (from === null) return [];
    return importsOf(source).flatMap((target) => {
      const to = moduleOf(target);
      return to === null || to === from ? [] : [{ from, to, path: source.path, target }];
    });
  });
}

function kitFolder(path: string): string | null {
  return /^server\/src\/kit\/([^/]+)\//.exec(path)?.[1] ?? null;
}

/** Returns null for files at the top of the contract, and for files outside of it. */
function contractLevel(path: string): number | null {
  const folder = /^contract\/src\/([^/]+)\//.exec(path)?.[1];
  if (folder === undefined) return null;
  const level = CONTRACT_LEVELS.findIndex((names) => names.includes(folder));
  return level === -1 ? 1 : level;
}

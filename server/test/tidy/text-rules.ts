import { basename } from 'node:path';
import { isTest, moduleOf, type Rule, type Source } from './source.ts';

const LINES_MAX = 400;
const FORBIDDEN = /^(services?|managers?|utils?|helpers?|common|misc)$/;

export const namesSayWhatTheyAre: Rule = (sources) =>
  sources.flatMap(({ path }) => {
    // A service level is what a partner is promised; the field has no other word for it.
    const words = path.replaceAll('service-levels', 'levels').split(/[/.-]/);
    return words.some((word) => FORBIDDEN.test(word))
      ? [`${path} has a name that says nothing`]
      : [];
  });

export const filesAreShort: Rule = (sources) =>
  sources
    .filter(({ path }) => basename(path) !== 'package-lock.json')
    .map(({ path, text }) => ({ path, lines: text.split('\n').length }))
    .filter(({ lines }) => lines > LINES_MAX)
    .map(({ path, lines }) => `${path} has ${lines} lines; ${LINES_MAX} are the limit`);

/** Tests start child processes with an environment of their own, and scripts run before anything is installed. */
export const onlyEnvReadsTheEnvironment: Rule = (sources) =>
  sources
    .filter(({ path }) => path.endsWith('.ts') && !isTest(path))
    .filter(({ path }) => path !== 'server/src/config/env.ts')
    .filter(({ text }) =>
      /\bprocess\.env\b|\{[^}]*\benv\b[^}]*\}\s*from\s*'node:process'/.test(text),
    )
    .map(({ path }) => `${path} reads the environment`);

export const everyTestRuns: Rule = (sources) =>
  sources
    .filter(({ path }) => isTest(path))
    .filter(({ text }) =>
      /\b(test|it|describe|suite)(\.\w+)*\.(only|skip|todo|skipIf|runIf)\b/.test(text),
    )
    .map(({ path }) => `${path} has a test that does not always run`);

/** What a test finds must not depend on the day: an hour may be another month. The clock of a browser follows the machine. */
export const testClocksBeginAtOneMoment: Rule = (sources) =>
  sources
    .filter(({ path }) => /^server\/(?!test\/tidy).*\.test\.ts$/.test(path))
    .filter(({ text }) => /\bdrivenClock\(new Date\(\)\)/.test(text))
    .map(({ path }) => `${path} has a clock that begins today`);

/**
 * One function makes a cell safe. No other file doubles quotes, joins cells in a file about CSV, or imports another
 * writer.
 */
/** The next test file runs in the same process: what a file replaces there, it puts back after its last test. */
export const testsPutBackGlobals: Rule = (sources) =>
  sources
    .filter(({ path, text }) => isTest(path) && /\bstubGlobal\(/.test(text))
    .filter(({ text }) => !/after(Each|All)\(\(\) => vi\.unstubAllGlobals\(\)\);/.test(text))
    .map(({ path }) => `${path} replaces globals and does not put them back`);

export const oneFileWritesCsv: Rule = (sources) =>
  sources
    .filter(({ path }) => /^(server|portal|console|ui|contract)\/src\/.*\.tsx?$/.test(path))
    .filter(({ path }) => path !== 'server/src/kit/csv/csv-line.ts' && !isTest(path))
    .filter(({ path, text }) => {
      const writes =
        /\.join\((['"`])[,;\t]\1\)(?!\}[\]}])|\}[,;]\$\{/.test(text) && /csv/i.test(path + text);
      return writes || /,\s*(['"`])""\1\)|from 'csv-stringify|papaparse/.test(text);
    })
    .map(({ path }) => `${path} writes CSV; csvLine of server/src/kit/csv/csv-line.ts does`);

/** Which reads an act makes stale follows from its call: nobody caches a read under a key of their own. */
export const readsAreKeptByCall: Rule = (sources) =>
  sources
    .filter(({ path }) => /^(ui|portal|console)\/src\//.test(path) && !isTest(path))
    .filter(({ text }) => /\b(queryKey|mutationKey): \[/.test(text))
    .map(
      ({ path }) =>
        `${path} names a key by hand; useRead, useList and read of the client derive keys from calls`,
    );

export const lockFileHoldsNoAddress: Rule = (sources) =>
  sources
    .filter(({ path }) => path.endsWith('package-lock.json'))
    .filter(({ text }) => /"resolved": *"https?:/.test(text))
    .map(({ path }) => `${path} holds download addresses`);

/**
 * Route handlers and commands write no traces themselves: the verb that does the act writes audit, notification and
 * e-mail, so that no caller can forget one.
 */
export const entryPointsLeaveNoTraces: Rule = (sources) =>
  sources
    .filter(({ path }) => /^server\/src\/((?:surfaces|commands)\/.+|http)\.ts$/.test(path))
    .filter(({ path }) => !isTest(path))
    .flatMap(({ path, text }) => {
      const called = text.matchAll(
        /\b(recordAudit|notify\w*|writeLetter|writeEmail|setPartner|setCreditLimit)\(/g,
      );
      return [...called].map(([, name]) => `${path} calls ${name}: let the verb do it`);
    });

/**
 * Routes ask modules for what is stored, and replies are written from rows by `present`, which the contract's schema
 * guides: a route has no SQL, and no time is written by hand.
 */
export const repliesFollowTheirSchemas: Rule = (sources) =>
  sources
    .filter(({ path }) => path.startsWith('server/src/surfaces/') && !isTest(path))
    .flatMap(({ path, text }) => {
      const found = text.matchAll(/\b(toISOString|isoOrNull)\(|\.(query)\(/g);
      return [...found].map(([, time, query]) =>
        query
          ? `${path} queries the database: let a module do it`
          : `${path} calls ${time}: present the row by its schema`,
      );
    });

/**
 * Only jobs and commands iterate over all partners or tenants. A page looks up the ones that it shows, by their ids, so
 * that its cost does not grow with the shop.
 */
export const pagesLookUpWhatTheyShow: Rule = (sources) =>
  sources
    .filter(({ path }) => /^server\/src\/.*\.ts$/.test(path) && !isTest(path))
    .filter(({ path }) => !/^server\/src\/(commands|partners)\//.test(path))
    .filter(({ path }) => path !== 'server/src/orders/recompute-tiers.ts')
    .filter(({ text }) => /\beach(Partner|Tenant)\(/.test(text))
    .map(({ path }) => `${path} goes through all there are: look up what it shows`);

/** The calls that reach people: in an app, by e-mail, in a ticket. */
const TELLS = /\b(?:notify|writeLetter|followCase|settleTicket|settleRegistration|noteInTicket)\(/g;
const LITERAL = /'(?:[^'\\\n]|\\.)*'|`[^`]*`/g;
/** Several words in quotes, under a name of a text that people read. */
const NAMED_SENTENCE =
  /\b(?:text|words|sentence|subject|message|note|letter)\b *[:=]\s*(?:'[^'\n]*[\w.,] \w[^'\n]*'|`[^`]*[\w.,] \w[^`]*`)/;

/**
 * The sentences that people receive are in the catalogue of notifications, where they can be read together, tested and
 * translated. Nothing else writes an e-mail, and no call that reaches people has a sentence in it.
 */
export const oneCatalogueTellsPeople: Rule = (sources) =>
  sources
    .filter(({ path }) => /^server\/src\/(?!notifications\/|kit\/mail\/).*\.ts$/.test(path))
    .filter(({ path }) => !isTest(path))
    .flatMap(({ path, text }) => {
      const calls = [...text.matchAll(TELLS)].map(({ index }) => callAt(text, index));
      const says = calls.some((call) =>
        (call.match(LITERAL) ?? []).some((each) => /\w \S/.test(each)),
      );
      const prepares = calls.length > 0 && NAMED_SENTENCE.test(text);
      const writes = /\bwriteEmail\(|INTO kit\.emails|INTO identity\.notifications/.test(text);
      const isNotify = path === 'server/src/identity/notify.ts';
      return says || prepares || (writes && !isNotify)
        ? [`${path} writes to people itself: add a sentence to server/src/notifications`]
        : [];
    });

/** Returns a call from its name to the bracket that closes it. */
function callAt(text: string, start: number): string {
  let depth = 0;
  for (let end = start; end < text.length; end += 1) {
    if (text[end] === '(') depth += 1;
    if (text[end] === ')' && --depth === 0) return text.slice(start, end + 1);
  }
  return text.slice(start);
}

/** An empty text, a zero, a currency, a mode, or an invented row, in place of a missing value. */
const STAND_IN =
  /\?\? (?:''|""|``|0(?![\w.])|'(?:[A-Z]{3}|live|test)'|\{[^}]+: *(?:0|''|false)\b)|\} = (?:\w+\.)?rows\[0\] \?\? \{/;
/** Absent headers and settings are empty, and a count begins at 0. */
const TRUE_NOTHING =
  /\b(?:headers?(?:\??\.\w+|(?:\?\.)?\[[^\]]+\]|\([^)]*\))|env(?:\.\w+|\[\w+\])|contentType|authorization) \?\? (?:''|0)|\?\? 0\) \+ 1\b/g;
/** Whatever went wrong, the answer is no: also where nobody knows. */
const DOUBT_IS_NO = /\.catch\(\(\w*\) => (?:null|undefined|false|0|''|\[\])\)/;
const SAYS_WHY = /^\s*\/\/ nothing: \S/;

/**
 * An invented figure or name looks like a true one: a required value is `required(…)`. Nor does a failure mean that there is nothing: what is
 * only missing is `ifThere(…)`. Where the default is a true value, the line before says why, after `// nothing:`.
 */
export const nothingStandsIn: Rule = (sources) =>
  sources
    .filter(({ path }) => /^server\/src\/.*\.ts$/.test(path) && !isTest(path))
    .flatMap(({ path, text }) => {
      const lines = text.split('\n');
      const found = lines.flatMap((line, index) =>
        (STAND_IN.test(line.replaceAll(TRUE_NOTHING, '')) || DOUBT_IS_NO.test(line)) &&
        !SAYS_WHY.test(lines[index - 1] ?? '')
          ? [index + 1]
          : [],
      );
      return found.map((line) => `${path}:${line} has a stand-in for what must be there`);
    });

/**
 * A table is named only in the module whose schema it is in. In SQL any mention counts; in TypeScript only after a
 * keyword that precedes a table, because `catalog.prices` may be a property there. Tests are exempt: they read rows
 * wherever they are.
 */
export const tablesStayAtHome: Rule = (sources) => {
  const tables = tablesOf(sources);
  return sources
    .filter(({ path }) => path.startsWith('server/src/') && !isTest(path))
    .flatMap((source) => {
      const foreign = tables.filter(({ schema }) => schema !== schemaOf(source.path));
      const named = foreign.filter(({ schema, table }) => names(source, schema, table));
      return named.map(({ schema, table }) => `${source.path} names the table ${schema}.${table}`);
    });
};

export const functionsStayAtHome: Rule = (sources) =>
  sources
    .filter(({ path }) => path.startsWith('server/src/') && path.endsWith('.sql'))
    .flatMap(({ path, text }) => {
      const made = text.matchAll(/CREATE\s+OR\s+REPLACE\s+(?:FUNCTION|PROCEDURE|VIEW)\s+(\w+)\./gi);
      const foreign = [...made].filter(([, schema]) => schema !== schemaOf(path));
      return foreign.map(([, schema]) => `${path} makes something in the schema ${schema}`);
    });

function names({ path, text }: Source, schema: string, table: string): boolean {
  const name = `${schema}\\.${table}\\b`;
  if (path.endsWith('.sql')) return new RegExp(`\\b${name}`).test(text.replace(/--.*$/gm, ''));
  const before = 'FROM|JOIN|INTO|UPDATE|ONLY|TABLE|COPY|REFERENCES|USING|TRUNCATE|EXISTS';
  return new RegExp(`\\b(?:${before})\\s+${name}|'${name}'::regclass`).test(text);
}

/** The schema of a module has its name, with underscores. */
function schemaOf(path: string): string | undefined {
  return moduleOf(path)?.replaceAll('-', '_');
}

/** Returns the tables that exist after all migrations, each under its latest schema and name. */
function tablesOf(sources: readonly Source[]): { schema: string; table: string }[] {
  const STEP =
    /CREATE\s+(?:UNLOGGED\s+)?TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?(\w+)\.(\w+)|ALTER\s+TABLE\s+(\w+)\.(\w+)\s+(?:SET\s+SCHEMA\s+(\w+)|RENAME\s+TO\s+(\w+))/gi;
  const tables = new Map<string, { schema: string; table: string }>();
  const steps = sources
    .filter(({ path }) => path.startsWith('server/migrations/'))
    .flatMap(({ text }) => [...text.matchAll(STEP)]);
  for (const [, schema, table, oldSchema, oldTable, newSchema, newTable] of steps) {
    if (oldSchema !== undefined) tables.delete(`${oldSchema}.${oldTable}`);
    const now = {
      schema: schema ?? newSchema ?? oldSchema ?? '',
      table: table ?? newTable ?? oldTable ?? '',
    };
    tables.set(`${now.schema}.${now.table}`, now);
  }
  return [...tables.values()];
}

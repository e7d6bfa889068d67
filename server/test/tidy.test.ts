/**
 * Guards: the structure of the repository. Each rule runs on all sources, where it must find nothing, and on a planted
 * violation, which it must find.
 */
import { expect, test } from 'vitest';
import {
  contractGoesByNoun,
  importsGoLeftward,
  importsGoThroughIndex,
  importsHaveNoCycle,
  kitPartsGoThroughIndex,
  LEVELS,
  oneImportOfAFile,
  webAppsStayApart,
} from './tidy/import-rules.ts';
import { moduleOf, readSources } from './tidy/source.ts';
import {
  entryPointsLeaveNoTraces,
  everyTestRuns,
  filesAreShort,
  functionsStayAtHome,
  lockFileHoldsNoAddress,
  namesSayWhatTheyAre,
  nothingStandsIn,
  oneCatalogueTellsPeople,
  oneFileWritesCsv,
  onlyEnvReadsTheEnvironment,
  pagesLookUpWhatTheyShow,
  readsAreKeptByCall,
  repliesFollowTheirSchemas,
  tablesStayAtHome,
  testClocksBeginAtOneMoment,
  testsPutBackGlobals,
} from './tidy/text-rules.ts';
import { file, type Planted, tryRules } from './tidy/try-rules.ts';
import { columnsComeFromTheKit, fieldsComeFromTheRules } from './tidy/web-rules.ts';

const sources = readSources();

const migration = file('server/migrations/0001_x.sql', 'CREATE TABLE ledger.accounts (id int);');
const moved = file(
  'server/migrations/0002_y.sql',
  `CREATE TABLE ledger.lists (id int);
   ALTER TABLE ledger.lists SET SCHEMA price_lists;
   ALTER TABLE price_lists.lists RENAME TO books;`,
);

const RULES: Record<string, Planted> = {
  'imports go leftward': {
    rule: importsGoLeftward,
    plants: [
      [file('server/src/ledger/post.ts', "import { placeOrder } from '../orders/index.ts';")],
      [file('server/src/kit/clock.ts', "import type { Order } from '../orders/index.ts';")],
      [file('server/src/kit/clock.ts', "import { loadConfig } from '../config/index.ts';")],
      [file('server/src/stock/take.ts', "const { x } = await import('../orders/index.ts');")],
      [file('server/src/catalog/a.ts', "import {\n  a,\n  b,\n} from '../ledger/index.ts';")],
      [file('server/src/orders/place.ts', "export { main } from '../main.ts';")],
      [file('server/src/novelty/new.ts', "import { assert } from '../kit/assert.ts';")],
    ],
    fine: [
      file('server/src/orders/place.ts', "import { post } from '../ledger/index.ts';"),
      file('server/src/app.ts', "import { verify } from './acts/index.ts';"),
      file('server/src/commands/keys.ts', "import { createApp } from '../app.ts';"),
      file('server/src/orders/place.ts', "import type { Config } from '../config/index.ts';"),
    ],
  },
  'entry points leave no traces of their own': {
    rule: entryPointsLeaveNoTraces,
    plants: [
      [file('server/src/surfaces/console/partners.ts', 'await recordAudit(tx, { ...by });')],
      [file('server/src/commands/partners.ts', 'await setPartner(tx, partnerId, change, by);')],
      [file('server/src/surfaces/both/people.ts', 'await writeLetter(tx, app, name, to, facts);')],
      [file('server/src/http.ts', "await notify(tx, 'key.reported', whom, facts, notifier);")],
    ],
    fine: [
      file(
        'server/src/partners/suspend-partner.ts',
        "await notify(tx, 'partner.suspended', whom, facts, notifier);",
      ),
      file('server/src/commands/partners.ts', 'await suspendPartner(tx, app, id, reason, by);'),
    ],
  },
  'replies follow their schemas': {
    rule: repliesFollowTheirSchemas,
    plants: [
      [file('server/src/surfaces/console/lots.ts', 'created_at: lot.createdAt.toISOString(),')],
      [file('server/src/surfaces/present/key.ts', 'revoked_at: isoOrNull(key.revokedAt),')],
      [file('server/src/surfaces/portal/keys.ts', "await reads.query('SELECT 1');")],
    ],
    fine: [
      file('server/src/surfaces/console/lots.ts', 'present(Lot, lot, { unsold: call.query.x });'),
      file('server/src/webhooks/endpoint.ts', 'created_at: endpoint.createdAt.toISOString(),'),
    ],
  },
  'imports go through index.ts': {
    rule: importsGoThroughIndex,
    plants: [
      [file('server/src/orders/place.ts', "import { post } from '../ledger/post.ts';")],
      [file('server/src/app.ts', "import { Pool } from './kit/database/pool.ts';")],
    ],
    fine: [
      file('server/src/orders/place.ts', "import { newId } from '../kit/ids.ts';"),
      file('server/src/orders/place.ts', "import { rule } from './order.ts';"),
    ],
  },
  "the kit's own parts go through index.ts": {
    rule: kitPartsGoThroughIndex,
    plants: [[file('server/src/kit/http/call.ts', "import { p } from '../database/parse.ts';")]],
    fine: [file('server/src/kit/http/call.ts', "import { p } from '../database/index.ts';")],
  },
  'a file is imported once': {
    rule: oneImportOfAFile,
    plants: [
      [
        file(
          'server/src/surfaces/console/lots.ts',
          "import type { WebAppRoute } from '../both/web-app-reply.ts';\nimport { webAppRoute } from '../both/web-app-reply.ts';\n",
        ),
      ],
    ],
    fine: [
      file(
        'server/src/surfaces/console/lots.ts',
        "import { type WebAppRoute, webAppRoute } from '../both/web-app-reply.ts';\nimport { json } from '../../kit/http/index.ts';\n",
      ),
    ],
  },
  'imports have no cycle': {
    rule: importsHaveNoCycle,
    plants: [
      [
        file('server/src/stock/a.ts', "import { b } from './b.ts';"),
        file('server/src/stock/b.ts', "import { c } from './c.ts';"),
        file('server/src/stock/c.ts', "import type { A } from './a.ts';"),
      ],
    ],
    fine: [
      file('server/src/stock/a.ts', "import { b } from './b.ts'; import { c } from './c.ts';"),
      file('server/src/stock/b.ts', "import { c } from './c.ts';"),
      file('server/src/stock/c.ts', ''),
    ],
  },
  'the contract goes by noun': {
    rule: contractGoesByNoun,
    plants: [
      [file('contract/src/kit/operation.ts', "import { Order } from '../orders/schemas.ts';")],
      [file('contract/src/orders/api.ts', "import { operations } from '../calls/operations.ts';")],
      [file('contract/src/claims/api.ts', "import { operations } from '../index.ts';")],
    ],
    fine: [
      file('contract/src/claims/api.ts', "import { Order } from '../orders/schemas.ts';"),
      file('contract/src/calls/operations.ts', "import { createOrder } from '../orders/api.ts';"),
    ],
  },
  'the web apps stay apart': {
    rule: webAppsStayApart,
    plants: [
      [file('ui/src/page/Page.tsx', "import { ticketCan } from '@psnb2b/contract/states';")],
      [file('ui/src/http/check-body.ts', "import { faultsOf } from '@psnb2b/contract';")],
      [file('portal/src/to.ts', "import { to } from '@psnb2b/console';")],
      [file('console/src/allowed.ts', "import { kycCan } from '@psnb2b/contract';")],
      [file('console/src/allowed.ts', "import { type Me, kycCan } from '@psnb2b/contract';")],
      [file('portal/src/to.ts', "import type { to } from '@psnb2b/console';")],
    ],
    fine: [
      file('portal/src/main.tsx', "import { startApp } from '@psnb2b/ui';"),
      file('ui/src/http/check-body.ts', "import { faultsOf } from '@psnb2b/contract/check';"),
      file('console/src/allowed.ts', "import { kycCan } from '@psnb2b/contract/states';"),
      file('ui/src/account/account.ts', "import type { Me } from '@psnb2b/contract';"),
    ],
  },
  'names say what they mean': {
    rule: namesSayWhatTheyAre,
    plants: [
      [file('server/src/orders/order-service.ts', '')],
      [file('server/src/kit/utils/text.ts', '')],
      [file('contract/src/common.ts', '')],
    ],
    fine: [file('server/src/orders/place-order.ts', '')],
  },
  'files are short': {
    rule: filesAreShort,
    plants: [[file('server/src/orders/place-order.ts', 'x\n'.repeat(400))]],
    fine: [file('server/src/orders/place-order.ts', 'x\n'.repeat(399))],
  },
  'only config/env.ts reads the environment': {
    rule: onlyEnvReadsTheEnvironment,
    plants: [
      [file('server/src/orders/place.ts', 'const { HOME } = process.env;')],
      [file('bench/src/main.ts', "import { argv, env } from 'node:process';")],
    ],
    fine: [file('server/src/config/env.ts', 'process.env')],
  },
  'pages look up what they show': {
    rule: pagesLookUpWhatTheyShow,
    plants: [
      [file('server/src/surfaces/console/lots.ts', 'for await (const each of eachTenant(db)) {')],
      [file('server/src/claims/list-queue.ts', 'await Array.fromAsync(eachPartner(db))')],
    ],
    fine: [file('server/src/commands/partners.ts', 'await Array.fromAsync(eachPartner(db))')],
  },
  'every test runs': {
    rule: everyTestRuns,
    // Put together, so that no search for such tests finds this file.
    plants: ['only', 'skip', 'todo', 'concurrent.skip', 'skipIf'].map((word) => [
      file('server/src/orders/place.test.ts', `${'test'}.${word}('x', () => {});`),
    ]),
    fine: [file('server/src/orders/place.test.ts', "test.each([1])('x', () => {});")],
  },
  'no default replaces a required value': {
    rule: nothingStandsIn,
    plants: [
      "name: names.get(userId) ?? '',",
      'return rows[0]?.count ?? 0;',
      "const currency = tenant?.currency ?? 'USD';",
      "tenantOf(db, partnerId, mode ?? 'live')",
      'return rows[0] ?? { order: 0, partner: 0 };',
      'const { used = 0 } = rows[0] ?? {};',
      '// There is nothing.\nconst cost = costs.get(codeId) ?? 0;',
      'const opened = await openBackup(from).catch(() => null);',
      'const isThere = await stat(path)\n  .then(isFile)\n  .catch((_) => false);',
    ].map((text) => [file('server/src/orders/place.ts', text)]),
    fine: [
      file('server/src/orders/place.ts', 'const left = held ?? 0.5;\nreturn rows[0] ?? null;'),
      file('server/src/orders/a.ts', '// nothing: no order, no sum.\nreturn sums.get(id) ?? 0;'),
      file('server/src/orders/c.ts', 'await connection.end().catch(() => {});'),
      file(
        'server/src/orders/b.ts',
        "readName(call.header('x-name') ?? '', headers.cookie ?? '');",
      ),
      file('server/src/orders/place.test.ts', "const id = rows[0]?.id ?? '';"),
    ],
  },
  'tables stay at home': {
    rule: tablesStayAtHome,
    plants: [
      [migration, file('server/src/orders/store.ts', 'SELECT 1\n  FROM ledger.accounts')],
      [migration, file('server/src/app.ts', "query('UPDATE ledger.accounts SET a = 1')")],
      [migration, file('server/src/stock/sql/take.sql', 'FROM a, ledger.accounts')],
      [migration, file('server/src/stock/sql/take.sql', 'INSERT INTO ledger.accounts (id)')],
      [migration, moved, file('server/src/ledger/store.ts', 'SELECT 1 FROM price_lists.books')],
    ],
    fine: [
      migration,
      file('server/src/ledger/store.ts', 'SELECT 1 FROM ledger.accounts'),
      file('server/src/orders/sql/place.sql', 'PERFORM ledger.post(x); -- as ledger.accounts says'),
      file('server/src/orders/place.ts', 'return ledger.accounts.length;'),
      moved,
      file('server/src/price-lists/store.ts', 'SELECT 1 FROM price_lists.books'),
    ],
  },
  'clocks of tests begin at one moment': {
    rule: testClocksBeginAtOneMoment,
    plants: [[file('server/test/flows/a.test.ts', 'const clock = drivenClock(new Date());')]],
    fine: [
      file('server/test/flows/a.test.ts', 'const clock = drivenClock();'),
      file('e2e/rig/desk.ts', 'const clock = drivenClock(new Date());'),
    ],
  },
  'functions stay at home': {
    rule: functionsStayAtHome,
    plants: [[file('server/src/stock/sql/take.sql', 'CREATE OR REPLACE FUNCTION ledger.post()')]],
    fine: [file('server/src/stock/sql/take.sql', 'CREATE OR REPLACE FUNCTION stock.take()')],
  },
  'reads are kept by call': {
    rule: readsAreKeptByCall,
    plants: [
      [file('portal/src/pages/a/APage.tsx', "useQuery({ queryKey: ['orders'], queryFn })")],
      [file('ui/src/account/A.tsx', "client.invalidateQueries({ queryKey: ['sessions', id] })")],
    ],
    fine: [
      file('ui/src/act/use-act.ts', 'client.invalidateQueries({ queryKey: readings(about) })'),
      file('console/src/pages/a/APage.tsx', "useQuery({ ...read('/orders'), select })"),
    ],
  },
  'columns come from the kit': {
    rule: columnsComeFromTheKit,
    plants: [
      [
        file(
          'console/src/pages/a/APage.tsx',
          "const COLUMNS = [{ key: 'at', title: 'At', cell: ({ at }) => <Time at={at} /> }];",
        ),
      ],
      [file('ui/src/people/A.tsx', "columns={[{ key: 'a', title: '', cell: (row) => row.a }]}")],
    ],
    fine: [
      file('console/src/pages/a/APage.tsx', "col.cell('at', 'At', ({ at }) => <Time at={at} />)"),
      file('ui/src/list/columns.tsx', 'const column = { key, title, cell: (row) => row.a };'),
    ],
  },
  'fields come from the rules': {
    rule: fieldsComeFromTheRules,
    plants: [
      [file('portal/src/pages/a/APage.tsx', 'export function A() {\n  return <TextInput />;\n}')],
      [file('console/src/pages/a/A.tsx', 'const form = useForm({ initialValues: {} });')],
      [
        file(
          'console/src/pages/a/A.tsx',
          '/** by hand: a reason. */\nfunction A() {}\n\nfunction B() {\n  return <Select />;\n}',
        ),
      ],
    ],
    fine: [
      file('portal/src/pages/a/APage.tsx', "<Field of={set} name='a' label={words.a} />"),
      file(
        'console/src/pages/a/A.tsx',
        '/**\n * A.\n * by hand: a reason.\n */\nfunction A() {\n  return <Select />;\n}',
      ),
      file('ui/src/form/Field.tsx', 'return <TextInput />;'),
    ],
  },
  'people read sentences of one catalogue': {
    rule: oneCatalogueTellsPeople,
    plants: [
      'await writeEmail(tx, key, { to, template, letter, at });',
      "await notify(tx, 'kyc.asked', whom, { message: 'We need more.', at }, notifier);",
      "const text = 'Your review needs more.';\nawait notify(tx, 'kyc.asked', whom, { text });",
      "await settleTicket(tx, ticket, 'It was rejected: ' + reason, person);",
      'await tx.query(`INSERT INTO identity.notifications VALUES ($1)`, [id]);',
    ].map((text) => [file('server/src/acts/review-business.ts', text)]),
    fine: [
      file('server/src/notifications/notice.ts', 'await writeEmail(tx, mailKey, letter);'),
      file(
        'server/src/acts/review-business.ts',
        "await notify(tx, 'kyc.asked', { partnerId }, { message, at }, notifier);\nthrow invalidState(status, 'It is closed.');",
      ),
    ],
  },
  'tests put back what they replace': {
    rule: testsPutBackGlobals,
    plants: [
      [file('portal/src/a.test.ts', "vi.stubGlobal('fetch', answer);")],
      [file('server/test/b.test.ts', "vi.hoisted(() => vi.stubGlobal('fetch', answer));")],
    ],
    fine: [
      file(
        'portal/src/a.test.ts',
        "afterEach(() => vi.unstubAllGlobals());\nvi.stubGlobal('fetch', answer);",
      ),
    ],
  },
  'one file writes CSV': {
    rule: oneFileWritesCsv,
    plants: [
      [file('server/src/orders/codes-csv.ts', "const line = cells.join(',');")],
      [file('server/src/orders/export.ts', `/** As CSV. */ const line = $\{id},$\{code};`)],
      [file('portal/src/download.ts', "const cell = text.replaceAll('\"', '\"\"');")],
      [file('server/src/kit/table.ts', "import { stringify } from 'csv-stringify/sync';")],
    ],
    fine: [
      file('server/src/kit/csv/csv-line.ts', "values.join(',') + text.replaceAll('\"', '\"\"');"),
      file('server/src/stock/split-record.ts', "quoted.replaceAll('\"\"', '\"'); // CSV"),
      file('server/src/webhooks/routes.ts', "texts.join(',')"),
    ],
  },
  'the lock file holds no address': {
    rule: lockFileHoldsNoAddress,
    plants: [[file('package-lock.json', '"resolved": "https://example.com/a.tgz"')]],
    fine: [file('package-lock.json', '"resolved": "server", "link": true')],
  },
};

tryRules(RULES);

test('the sources that the rules read are all there', () => {
  const paths = sources.map(({ path }) => path);
  expect(paths).toContain('package-lock.json');
  expect(paths).toContain('server/src/config/env.ts');
  expect(paths.filter((path) => path.startsWith('server/migrations/'))).not.toEqual([]);
  expect(paths.filter((path) => path.includes('node_modules'))).toEqual([]);
  const modules = new Set(paths.map(moduleOf).filter((module) => module !== null));
  modules.delete('config');
  for (const module of modules) expect(LEVELS.flat()).toContain(module);
});

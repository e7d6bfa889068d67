/** Guards: a definition with one place has no second copy, and a name that modules export means one thing. */
import { offeredTypesHaveOneHome, writtenOnce } from './one-copy-rules.ts';
import { file, tryRules } from './try-rules.ts';

tryRules({
  'what is written once': {
    rule: writtenOnce,
    plants: [
      'const HOUR_MS = 60 * MINUTE;',
      'const KEPT_MS = 24 * 60 * 60 * 1000;',
      'const wait = 15 * 60_000;',
      'return { ended_at: row.endedAt?.toISOString() ?? null };',
      "const NO_LOT = '00000000-0000-0000-0000-000000000000';",
      "const types = { png: 'image/png' };",
      'export interface By {\n  readonly actor: string;\n}',
      "type Mode = 'live' | 'test';",
      'interface Tenant extends Owner {}',
    ].map((text) => [file('server/src/orders/order.ts', text)]),
    fine: [
      file('server/src/kit/time.ts', 'export const MINUTE_MS: number = 60 * SECOND_MS;'),
      file('server/src/orders/place.ts', "import type { By } from '../kit/by.ts';"),
      file(
        'server/src/orders/place.ts',
        "import { type Tenant, tenantOf } from '../partners/index.ts';",
      ),
      file('server/src/orders/place.test.ts', 'const HOUR_MS = 60 * 60 * 1000;'),
    ],
  },
  'a type that is offered has one home': {
    rule: offeredTypesHaveOneHome,
    plants: [
      [
        file(
          'server/src/files/index.ts',
          "export { storeFile, type Upload } from './store-file.ts';",
        ),
        file(
          'server/src/kit/http/index.ts',
          "export {\n  json,\n  type Upload,\n} from './call.ts';",
        ),
      ],
      [
        file('server/src/kit/pages.ts', 'export interface Page<Row> {}'),
        file(
          'server/src/stock/index.ts',
          "export type { InventoryFilter, Page } from './pages.ts';",
        ),
      ],
    ],
    fine: [
      file(
        'server/src/files/index.ts',
        "export { storeFile, type NewFile } from './store-file.ts';",
      ),
      file('server/src/kit/http/index.ts', "export { type Upload } from './call.ts';"),
      file('server/src/files/store-file.ts', 'export interface Upload {}'),
    ],
  },
});

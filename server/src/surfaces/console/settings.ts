import * as contract from '@psnb2b/contract';
import { whole } from '../../kit/http/index.ts';
import { present } from '../../kit/present.ts';
import { listSettings, type SettingRow } from '../../reports/index.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';

/** Every limit and window, for staff; what only the environment sets, for admins. */
export function settingRoutes({ database, catalog, config: { environment } }: Parts) {
  return onConsole({
    listSettings: async ({ query, caller }) => {
      const shown = caller.role === 'admin' ? environment : [];
      const rows = await listSettings(database.reads, {
        ...{ catalog: catalog.current, environment: shown },
      });
      return whole(
        rows.filter((row) => matches(row, query)).map((row) => present(contract.Setting, row)),
      );
    },
  });
}

interface Asked {
  readonly q?: string;
  readonly group?: string;
  readonly origin?: string;
}

function matches(row: SettingRow, { q, group, origin }: Asked): boolean {
  const text = `${row.id} ${row.title} ${row.explains}`.toLowerCase();
  const isFrom =
    origin === undefined ||
    row.origin === origin ||
    (origin === 'changed' && (row.origin === 'set' || row.origin === 'environment'));
  return (
    (q === undefined || text.includes(q.toLowerCase())) &&
    (group === undefined || row.group === group) &&
    isFrom
  );
}

import * as contract from '@psnb2b/contract';
import { csvLine } from '../../kit/csv/index.ts';
import { csvFile, json, whole } from '../../kit/http/index.ts';
import { present } from '../../kit/present.ts';
import { Refusal } from '../../kit/refusal.ts';
import { listSettings, type SettingRow, settingEffect } from '../../reports/index.ts';
import { type ConsoleCall, onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';

type Reader = Pick<ConsoleCall<'listSettings'>['caller'], 'role'>;

/** Every limit and window, for staff; what only the environment sets, for admins. */
export function settingRoutes({ database, catalog, config }: Parts) {
  const { environment, approvalWindowMs } = config;
  const find = async (query: Asked, { role }: Reader) => {
    const shown = role === 'admin' ? environment : [];
    const rows = await listSettings(database.reads, {
      ...{ catalog: catalog.current, environment: shown },
    });
    return rows.filter((row) => matches(row, query)).map((row) => present(contract.Setting, row));
  };
  return onConsole({
    listSettings: async ({ query, caller }) => whole(await find(query, caller)),
    getSettingEffect: async ({ query, caller, at }) => {
      refuseUnlisted(query.setting, caller);
      const parts = { db: database.reads, catalog: catalog.current, approvalWindowMs, at };
      return json(200, present(contract.SettingEffect, await settingEffect(parts, query)));
    },
    exportSettings: async ({ query, caller, isHead }) => {
      const { raw = false, ...asked } = query;
      return csvFile(
        'settings.csv',
        isHead ? undefined : csvOf(await find(asked, caller), { raw }),
      );
    },
  });
}

/** Throws `role_missing` unless the reader may list what is counted: by asking for one value after another anybody would learn its amounts. */
function refuseUnlisted(setting: contract.SettingWithEffect, { role }: Reader): void {
  const listing = contract.consoleOperations[contract.settingSubjects[setting]];
  if (contract.mayCall(listing, role)) return;
  const { roles } = listing as contract.WebAppOperation;
  throw new Refusal('role_missing', { roles: roles === 'any' ? [] : [...roles] });
}

/** One piece, because a release has some dozens of settings. */
async function* csvOf(settings: readonly contract.Setting[], form: { readonly raw: boolean }) {
  const lines = settings.map((setting) => {
    const shown: contract.SettingCsvLine = { ...setting, roles: setting.roles.join(' ') };
    return csvLine(
      contract.settingCsvColumns.map((column) => shown[column]),
      form,
    );
  });
  yield Buffer.from([csvLine(contract.settingCsvColumns), ...lines].join(''));
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

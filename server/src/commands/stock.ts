import { setFlagsFromString } from 'node:v8';
import { SingleBar } from 'cli-progress';
import type { Command } from 'commander';
import type { App } from '../app.ts';
import { formatId, parseId } from '../kit/ids.ts';
import { Refusal } from '../kit/refusal.ts';
import {
  countStock,
  discardLot,
  importLot,
  listLots,
  recallLot,
  writeRejects,
} from '../stock/index.ts';
import { act, OPERATOR } from './session.ts';

interface ImportOptions {
  json?: boolean;
  file: string;
  supplier: string;
  costCurrency: string;
}

export function stockCommands(program: Command): void {
  const stock = program.command('stock').description('lots of codes');
  stock
    .command('import')
    .requiredOption('--file <csv>', 'region,denomination,code[,serial,expires_at,cost]')
    .option('--supplier <name>', 'a lot is a file of a supplier', '')
    .option('--cost-currency <code>', 'of the column cost', 'USD')
    .option('--json')
    .action(act(importFile));
  stock
    .command('count')
    .option('--sku <sku>', 'PSN-US-50')
    .option('--json')
    .action(
      act(async (app, options: { json?: boolean; sku?: string }) => {
        const value = await countStock(app.database.reads, options.sku);
        const lines = value.map(
          (each) =>
            `${each.sku.padEnd(14)} available ${each.available}  held ${each.held}  ` +
            `sold ${each.sold}  recalled ${each.recalled}`,
        );
        return { value, lines };
      }),
    );
  stock
    .command('lots')
    .option('--json')
    .action(
      act(async (app) => {
        const value = (await listLots(app.database.reads)).map((lot) => ({
          ...lot,
          lotId: undefined,
          id: formatId('lot', lot.lotId),
        }));
        const lines = value.map(
          (lot) => `${lot.id}  ${lot.status.padEnd(9)}  ${lot.accepted} codes  ${lot.supplier}`,
        );
        return { value, lines };
      }),
    );
  stock
    .command('discard')
    .description('give up an unfinished import')
    .requiredOption('--lot <id>')
    .option('--json')
    .action(
      act(async (app, { lot }: { json?: boolean; lot: string }) => {
        await discardLot(app, { lotId: lotIdOf(lot), actor: OPERATOR });
        return { value: { lot, status: 'discarded' }, lines: [`${lot} is discarded`] };
      }),
    );
  stock
    .command('recall')
    .description('freeze what is unsold of a lot')
    .requiredOption('--lot <id>')
    .option('--json')
    .action(
      act(async (app, { lot }: { json?: boolean; lot: string }) => {
        const { unsold } = await recallLot(app, { lotId: lotIdOf(lot), actor: OPERATOR });
        const value = { lot, status: 'recalled', unsold };
        return { value, lines: [`${lot} is recalled; ${unsold} unsold codes are frozen`] };
      }),
    );
}

async function importFile(app: App, options: ImportOptions) {
  // V8 lets the heap of a large machine grow before it cleans up: 260 to 310 MB of what a chunk left
  // behind. Told to mind the size, it stays at 170 MB however long the file is.
  setFlagsFromString('--optimize-for-size');
  const bar =
    !options.json && process.stderr.isTTY
      ? new SingleBar({ format: '{bar} {percentage}% | {rows} rows | {eta_formatted} left' })
      : null;
  bar?.start(1, 0, { rows: 0 });
  const lot = await importLot(app, {
    path: options.file,
    mode: 'live',
    supplier: options.supplier,
    costCurrency: options.costCurrency.toUpperCase(),
    actor: OPERATOR,
    onProgress: ({ rowsDone, bytesDone, bytesTotal }) => {
      bar?.setTotal(bytesTotal);
      bar?.update(bytesDone, { rows: rowsDone });
    },
  }).finally(() => bar?.stop());
  const refused = lot.duplicates + lot.rejected;
  const rejectsFile = refused > 0 ? `${options.file}.rejects.csv` : null;
  if (rejectsFile) await writeRejects(app.database.reads, lot.lotId, rejectsFile);
  const id = formatId('lot', lot.lotId);
  return {
    value: {
      lot: id,
      accepted: lot.accepted,
      duplicates: lot.duplicates,
      rejected: lot.rejected,
      rejects_file: rejectsFile,
    },
    lines: [
      `${id}  ${lot.accepted} accepted, ${lot.duplicates} duplicates, ${lot.rejected} rejected`,
      ...(rejectsFile ? [`what was refused, and why: ${rejectsFile}`] : []),
    ],
  };
}

function lotIdOf(text: string): string {
  const id = parseId('lot', text);
  if (id === null) throw new Refusal('not_found', {}, { detail: `${text} is no lot.` });
  return id;
}

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { SingleBar } from 'cli-progress';
import type { Command } from 'commander';
import type { App } from '../app.ts';
import { recallFromBuyers, resolveRecall } from '../claims/index.ts';
import { formatId, parseId } from '../kit/ids.ts';
import { invalid, Refusal } from '../kit/refusal.ts';
import { countStock, discardLot, importLot, listLots, writeRejects } from '../stock/index.ts';
import { act, OPERATOR, staffOf } from './session.ts';
import { withdrawnCommands } from './withdrawn.ts';

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
    .description('freeze what is unsold of a lot, and open claims for those who bought of it')
    .requiredOption('--lot <id>')
    .option('--note <text>', 'what is wrong with it, told to every buyer', 'The lot was recalled.')
    .option('--resolve <how>', 'decide its claims at once: replace, refund, replace-or-refund')
    .option('--as <email>', 'who decides, with --resolve')
    .option('--json')
    .action(act(recall));
  withdrawnCommands(stock);
}

const RESOLUTIONS = {
  replace: 'replaced',
  refund: 'refunded',
  'replace-or-refund': 'replaced_or_refunded',
} as const;

async function recall(
  app: App,
  options: { json?: boolean; lot: string; note: string; resolve?: string; as?: string },
) {
  const lotId = lotIdOf(options.lot);
  const resolution = resolutionOf(options.resolve);
  const actor = resolution ? await staffOf(app, options.as ?? '') : OPERATOR;
  const done = await recallFromBuyers(app, { lotId, note: options.note }, actor);
  const resolved = resolution && (await resolveRecall(app, lotId, resolution, actor));
  const buyers = done.buyers.map(({ partnerId, claims, claimedBefore, ...buyer }) => ({
    partner: formatId('prt', partnerId),
    ...buyer,
    claims: claims.map((claimId) => formatId('clm', claimId)),
    claimed_before: claimedBefore,
  }));
  const { unsold, held, sold } = done;
  return {
    value: { lot: options.lot, status: 'recalled', unsold, held, sold, buyers, resolved },
    lines: [
      `${options.lot} is recalled; ${unsold} unsold codes are frozen`,
      `${sold} codes were sold to ${buyers.length} partners, ${held} are held by waiting orders`,
      ...buyers.map(
        (each) =>
          `${each.partner}  ${each.codes} codes in ${each.orders} orders, ${each.claims.length} ` +
          'claims opened',
      ),
      ...(resolved
        ? [`${resolved.taken} claims decided, ${resolved.proposed} wait for a second person`]
        : []),
    ],
  };
}

function resolutionOf(text: string | undefined) {
  if (text === undefined) return null;
  const [, found] = Object.entries(RESOLUTIONS).find(([name]) => name === text) ?? [];
  if (found) return found;
  const detail = `It must be one of ${Object.keys(RESOLUTIONS).join(', ')}.`;
  throw invalid({ pointer: '/resolve', code: 'enum', detail });
}

/**
 * V8 lets the heap of a large machine grow for long before it cleans up: to 360 MB by what a million
 * rows leave behind. From one collection on it grows by a fifth only, and stays at 240 MB however
 * long the file is.
 */
function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=20');
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  collect();
}

async function importFile(app: App, options: ImportOptions) {
  keepHeapSmall();
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

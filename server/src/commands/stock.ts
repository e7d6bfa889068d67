import type { Command } from 'commander';
import type { App } from '../app.ts';
import type { EmailAddress } from '../kit/email-address.ts';
import { formatId } from '../kit/ids.ts';
import { invalid } from '../kit/refusal.ts';
import { recallFromBuyers, resolveRecall } from '../recalls/index.ts';
import { countStock, discardLot, listLots } from '../stock/index.ts';
import { codeFormCommands } from './code-forms.ts';
import { fingerprintCommands } from './fingerprints.ts';
import { lotIdOf } from './lot-id.ts';
import { act, emailOption, OPERATOR, staffOf } from './session.ts';
import { importCommand } from './stock-import.ts';
import { levelCommands } from './stock-levels.ts';
import { limitCommands } from './stock-limits.ts';
import { withdrawnCommands } from './withdrawn.ts';

export function stockCommands(program: Command): void {
  const stock = program.command('stock').description('lots of codes');
  importCommand(stock);
  codeFormCommands(stock);
  levelCommands(stock);
  limitCommands(stock);
  stock
    .command('count')
    .description('count codes by product')
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
    .description('list all lots')
    .option('--json')
    .action(
      act(async (app) => {
        const value = (await listLots(app.database.reads)).map((lot) => ({
          ...lot,
          lotId: undefined,
          id: formatId('lot', lot.lotId),
          // nothing: nobody said who sold it.
          supplier: lot.supplier ?? '',
          supplierId: lot.supplierId && formatId('sup', lot.supplierId),
        }));
        const lines = value.map(
          (lot) =>
            `${lot.id}  ${lot.status.padEnd(9)}  ${lot.accepted} codes  ${lot.supplier ?? 'no supplier'}`,
        );
        return { value, lines };
      }),
    );
  stock
    .command('discard')
    .description('discard an unfinished import or a held lot, and delete its codes')
    .requiredOption('--lot <id>')
    .option('--reason <text>', 'why, for the audit log')
    .option('--json')
    .action(
      act(async (app, { lot, reason }: { json?: boolean; lot: string; reason?: string }) => {
        await discardLot(app, { lotId: lotIdOf(lot), actor: OPERATOR, reason: reason ?? null });
        return { value: { lot, status: 'discarded' }, lines: [`${lot} is discarded`] };
      }),
    );
  stock
    .command('recall')
    .description('recall a lot: freeze its unsold codes and open claims for its buyers')
    .requiredOption('--lot <id>')
    .option(
      '--note <text>',
      'what is wrong with the lot, which every buyer reads',
      'The lot was recalled.',
    )
    .option('--resolve <how>', 'decide the claims at once: replace, refund, replace-or-refund')
    .option('--as <email>', 'who decides, with --resolve', emailOption)
    .option('--json')
    .action(act(recall));
  withdrawnCommands(stock);
  fingerprintCommands(stock);
}

const RESOLUTIONS = {
  replace: 'replaced',
  refund: 'refunded',
  'replace-or-refund': 'replaced_or_refunded',
} as const;

async function recall(
  app: App,
  options: { json?: boolean; lot: string; note: string; resolve?: string; as?: EmailAddress },
) {
  const lotId = lotIdOf(options.lot);
  const resolution = resolutionOf(options.resolve);
  const actor = resolution ? await staffOf(app, options.as ?? emailOption('')) : OPERATOR;
  const done = await recallFromBuyers(app, { lotId, note: options.note }, { actor });
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
      `${sold} codes were sold to ${buyers.length} partners, ${held} are on hold for pending orders`,
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

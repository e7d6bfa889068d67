import type { Command } from 'commander';
import type { App } from '../app.ts';
import { formatId, parseId } from '../kit/ids.ts';
import { formatMoney } from '../kit/money.ts';
import { invalid, Refusal } from '../kit/refusal.ts';
import { HOUR_MS } from '../kit/time.ts';
import { type ClaimRate, claimFigures } from '../reports/index.ts';
import {
  listRecoveries,
  RECOVERY_STATES,
  type RecoveryState,
  settleRecovery,
} from '../supplier-claims/index.ts';
import { namedSupplier } from '../suppliers/index.ts';
import { act, amountOf, integerOf, OPERATOR } from './session.ts';

const SETTLED_STATES = ['asked', 'recovered', 'written_off'] as const;

/** The figures of claims: by supplier, partner, region and lot, how fast we decided, and what suppliers owe. */
export function claimFigureCommands(claims: Command): void {
  claims
    .command('figures')
    .description(
      'show claim rates by lot, supplier, partner and region, and how long decisions took',
    )
    .option(
      '--days <n>',
      'period of the figures by partner and region and of the times, in days',
      '30',
    )
    .option('--json')
    .action(act(figures));
  claims
    .command('recoveries')
    .description('list what suppliers owe for codes that were replaced or refunded')
    .option('--supplier <name>', 'name or id of the supplier')
    .option('--state <state>', RECOVERY_STATES.join(', '))
    .option('--json')
    .action(act(recoveries));
  claims
    .command('recover')
    .description('record the outcome of a supplier claim, for one code')
    .requiredOption('--code <id>')
    .requiredOption('--state <state>', SETTLED_STATES.join(', '))
    .option('--amount <amount>', 'the amount that the supplier paid, with --state recovered')
    .option('--note <text>')
    .option('--json')
    .action(act(recover));
}

async function figures(app: App, options: { json?: boolean; days: string }) {
  const days = integerOf('days', options.days, 1, 3_650);
  const found = await claimFigures(app.database.reads, app.products, app.clock.now(), days);
  const value = {
    lots: found.lots.map((each) => ({ ...each, name: formatId('lot', each.name) })),
    suppliers: found.suppliers.map(({ name: id, title, ...each }) => ({
      ...each,
      // nothing: the lots of nobody have no name.
      name: title ?? '',
      supplier: id && formatId('sup', id),
    })),
    partners: found.partners.map((each) => ({ ...each, name: formatId('prt', each.name) })),
    regions: found.regions,
    service: found.times,
  };
  const hours = (ms: number | null) => (ms === null ? '–' : `${(ms / HOUR_MS).toFixed(1)} h`);
  const lines = [
    ...(['suppliers', 'regions', 'partners', 'lots'] as const).flatMap((name) => [
      `${name}:`,
      ...value[name].map(rateLine),
    ]),
    ...value.service.map(
      (each) =>
        `${each.priority}: ${each.decided} of ${each.claims} decided, half in ` +
        `${hours(each.decisionMedianMs)}, ${each.inTime} on time`,
    ),
  ];
  return { value, lines };
}

function rateLine({ name, sold, claimed, approved, rateBps }: ClaimRate): string {
  const rate = rateBps === null ? 'unknown' : `${(rateBps / 100).toFixed(2)} %`;
  return `  ${rate.padStart(8)}  ${approved} approved, ${claimed} claimed of ${sold}  ${name}`;
}

async function recoveries(
  app: App,
  options: { json?: boolean; supplier?: string; state?: string },
) {
  const state = options.state === undefined ? undefined : stateOf(options.state, RECOVERY_STATES);
  const found = await listRecoveries(app.database.reads, {
    ...(options.supplier !== undefined && {
      supplierId: (await namedSupplier(app.database.reads, options.supplier)).supplierId,
    }),
    ...(state && { state }),
  });
  const value = found.map((each) => ({
    code: formatId('cod', each.codeId),
    claim: formatId('clm', each.claimId),
    lot: formatId('lot', each.lotId),
    // nothing: nobody said who sold its lot.
    supplier: each.supplier ?? '',
    supplier_id: each.supplierId && formatId('sup', each.supplierId),
    amount: each.amount === null ? null : formatMoney(each.amount, each.currency),
    currency: each.currency,
    due_at: each.dueAt,
    state: each.state,
    recovered: each.recovered === null ? null : formatMoney(each.recovered, each.currency),
  }));
  const lines = value.map(
    (each) =>
      `${each.code}  ${costOf(each.amount, each.currency)}  ${each.state}  ` +
      `by ${each.due_at.toISOString().slice(0, 10)}  ${each.supplier || 'no supplier'}`,
  );
  return { value, lines: lines.length > 0 ? lines : ['No supplier owes anything.'] };
}

/** An unknown amount is shown as unknown, never as 0. */
export function costOf(amount: string | null, currency: string): string {
  return amount === null ? 'cost unknown' : `${amount} ${currency}`;
}

async function recover(
  app: App,
  options: { json?: boolean; code: string; state: string; amount?: string; note?: string },
) {
  const codeId = parseId('cod', options.code);
  const state = stateOf(options.state, SETTLED_STATES);
  const [found] = codeId ? await listRecoveries(app.database.reads, { codeId }) : [];
  if (!found)
    throw new Refusal('not_found', {}, { detail: `${options.code} has no supplier claim.` });
  const recovered =
    options.amount === undefined ? null : amountOf('amount', options.amount, found.currency);
  const by = { actor: OPERATOR, at: app.clock.now() };
  const settled = { state, recovered, note: options.note ?? null };
  await app.database.transaction((tx) => settleRecovery(tx, found.codeId, settled, by));
  return { value: { code: options.code, state }, lines: [`${options.code} is ${state}`] };
}

function stateOf<State extends RecoveryState>(text: string, states: readonly State[]): State {
  const state = states.find((each) => each === text);
  if (state) return state;
  const detail = `It must be one of ${states.join(', ')}.`;
  throw invalid({ pointer: '/state', code: 'enum', detail });
}

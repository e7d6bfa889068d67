import type { Command } from 'commander';
import { type OrderFile, readOrderFile } from '../acts/index.ts';
import type { App } from '../app.ts';
import { idOf } from '../kit/id-of.ts';
import { formatId } from '../kit/ids.ts';
import { formatMoney } from '../kit/money.ts';
import { bodyOf, orderText, waitsFor } from '../orders/index.ts';
import { act, type Printed } from './session.ts';

/** One order with everything that happened to it. Shows no code. */
export function showCommand(orders: Command): void {
  orders
    .command('show')
    .description('show an order: its terms, and what happened to it; never its codes')
    .requiredOption('--order <id>')
    .option('--json')
    .action(act((app, options: { json?: boolean; order: string }) => show(app, options.order)));
}

async function show(app: App, id: string): Promise<Printed> {
  const orderId = idOf('ord', id, '/order');
  const file = await readOrderFile(app.database.reads, app.catalog.product, orderId);
  const { order, partner, claims, recalls } = file;
  const value = {
    ...bodyOf(orderText(order)),
    partner_id: formatId('prt', partner.partnerId),
    partner: partner.name,
    waits_for: waitsFor(order),
    history: momentsOf(file),
    claims: claims.map(({ claimId, status }) => ({ id: formatId('clm', claimId), status })),
    recalled_lots: recalls.map(({ lotId }) => formatId('lot', lotId)),
  };
  const { sku, quantity, total, currency, status, waits_for: waits, failure } = value;
  const why = failure ? `: ${failure.reason ?? failure.detail}` : '';
  return {
    value,
    lines: [
      `${value.id}  ${quantity} × ${sku}  ${total} ${currency}`,
      `${value.partner_id}  ${partner.name}${value.reference === null ? '' : `  ${value.reference}`}`,
      `${status}${waits === null ? '' : `, waits for ${waits}`}${why}`,
      ...value.history.map(({ at, what, by }) => `${at}  ${what}${by === null ? '' : `  ${by}`}`),
      ...value.claims.map((claim) => `${claim.id}  ${claim.status}`),
      ...value.recalled_lots.map((lot) => `${lot}  recalled`),
    ],
  };
}

interface Moment {
  readonly at: string;
  readonly what: string;
  readonly by: string | null;
}

/** What happened, oldest first: states, acts and transfers. */
function momentsOf({ order, events, entries, names, transfers }: OrderFile): Moment[] {
  const { currency } = order.terms;
  const moments = [
    ...events.map(({ createdAt, data }) => {
      const { order: then } = JSON.parse(data) as { readonly order: { readonly status: string } };
      return { at: createdAt, what: `order.status_changed: ${then.status}`, by: null };
    }),
    ...entries.map(({ at, action, actor }) => ({
      at,
      what: action,
      by: names.get(actor) ?? actor,
    })),
    ...transfers.map(({ at, kind, amount, from, to }) => ({
      at,
      what: `${kind}: ${formatMoney(amount, currency)} ${currency} from ${from} to ${to}`,
      by: null,
    })),
  ];
  return moments
    .toSorted((one, other) => one.at.getTime() - other.at.getTime())
    .map((moment) => ({ ...moment, at: moment.at.toISOString() }));
}

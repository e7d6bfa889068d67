import type { Command } from 'commander';
import { type TracedCode, traceCode } from '../acts/index.ts';
import type { App } from '../app.ts';
import { readGivenFile } from '../kit/given-file.ts';
import { formatId } from '../kit/ids.ts';
import { invalid } from '../kit/refusal.ts';
import { act, OPERATOR } from './session.ts';

/** Single codes, whoever has them. */
export function codeCommands(program: Command): void {
  program
    .command('codes')
    .description('single codes')
    .command('find')
    .description('find out where a code came from and who has it')
    .option('--code <id>', 'its id, cod_…')
    .option('--file <file>', 'a file with the code itself, which so stays out of every history')
    .option('--json')
    .action(act(find));
}

async function find(app: App, options: { json?: boolean; code?: string; file?: string }) {
  const by = { actor: OPERATOR, at: app.clock.now() };
  const value = shown(await traceCode(app, await soughtIn(options), by));
  const { order } = value;
  const lines = [
    `${value.code}  ${value.sku}  ${value.lot}  ${value.supplier ?? 'no supplier'}`,
    ...(value.recalled_at ? [`recalled ${value.recalled_at.toISOString()}`] : []),
    ...(order
      ? [
          `${order.id}  ${order.partner_name}  ${order.partner}  ${order.mode}`,
          `${order.status}, delivered ${order.delivered_at.toISOString()}, ${order.read ? 'read' : 'not read'}`,
          ...(order.claim ? [`claim ${order.claim}`] : []),
        ]
      : ['no delivered order has it']),
  ];
  return { value, lines };
}

async function soughtIn({ code, file }: { code?: string; file?: string }): Promise<string> {
  if (file !== undefined && code === undefined) {
    return (await readGivenFile(file)).toString('utf8').trim();
  }
  if (code?.startsWith('cod_') && file === undefined) return code;
  const detail =
    code === undefined || file !== undefined
      ? 'It is an id; give either --code or --file.'
      : 'It must be an id, cod_…; put the code itself into a file, and name that with --file.';
  throw invalid({ pointer: '/code', code: 'pattern', detail });
}

function shown({ codeId, sku, origin, sold }: TracedCode) {
  return {
    code: formatId('cod', codeId),
    sku,
    lot: formatId('lot', origin.lotId),
    supplier: origin.supplier,
    recalled_at: origin.recalledAt,
    order: sold && {
      id: formatId('ord', sold.code.orderId),
      mode: sold.tenant.mode,
      partner: formatId('prt', sold.partner.partnerId),
      partner_name: sold.partner.name,
      status: sold.code.status,
      delivered_at: sold.code.deliveredAt,
      read: sold.code.known,
      claim: sold.claimId && formatId('clm', sold.claimId),
    },
  };
}

import { TracedCode } from '@psnb2b/contract';
import type { Command } from 'commander';
import { traceCode } from '../acts/index.ts';
import type { App } from '../app.ts';
import { readGivenFile } from '../kit/given-file.ts';
import { present } from '../kit/present.ts';
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
  const value = present(TracedCode, await traceCode(app, await soughtIn(options), by));
  const { read, claim_id: claim } = value;
  const lines = [
    `${value.id}  ${value.sku}  ${value.lot_id}  ${value.supplier ?? 'no supplier'}`,
    ...(value.recalled_at ? [`recalled ${value.recalled_at}`] : []),
    ...(value.order_id
      ? [
          `${value.order_id}  ${value.partner}  ${value.partner_id}  ${value.mode}`,
          `${value.status}, delivered ${value.delivered_at}, ${read ? 'read' : 'not read'}`,
          ...(claim ? [`claim ${claim}  ${value.claim_status}`] : []),
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

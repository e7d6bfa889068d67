import type { Command } from 'commander';
import { settleWithdrawn } from '../acts/index.ts';
import type { App } from '../app.ts';
import type { EmailAddress } from '../kit/email-address.ts';
import { formatId, parseId } from '../kit/ids.ts';
import { invalid, Refusal } from '../kit/refusal.ts';
import { listWithdrawn } from '../orders/index.ts';
import { originOf, originsOf, runsOfLot } from '../stock/index.ts';
import { act, emailOption, staffOf } from './session.ts';

const LIST_MAX = 1_000;
const OUTCOMES = { restock: 'restocked', 'write-off': 'written_off' } as const;

/** Withdrawn codes: they were replaced or refunded before anybody had read them. */
export function withdrawnCommands(stock: Command): void {
  stock
    .command('withdrawn')
    .description(
      'list codes that were replaced or refunded before anybody had read them, and wait for a decision',
    )
    .option('--lot <id>')
    .option('--json')
    .action(act(list));
  stock
    .command('settle')
    .description('restock a withdrawn code under another id, or write it off')
    .requiredOption('--code <id>')
    .requiredOption('--outcome <outcome>', Object.keys(OUTCOMES).join(', '))
    .requiredOption('--as <email>', 'who decides', emailOption)
    .option('--json')
    .action(act(settle));
}

async function list(app: App, options: { json?: boolean; lot?: string }) {
  const { reads } = app.database;
  const lotId = options.lot === undefined ? undefined : parseId('lot', options.lot);
  if (lotId === null)
    throw new Refusal('not_found', {}, { detail: `${options.lot} is not a lot.` });
  const found = await listWithdrawn(reads, {
    state: 'waiting',
    ...(lotId !== undefined && { runIds: await runsOfLot(reads, lotId) }),
    limit: LIST_MAX,
  });
  const origins = await originsOf(reads, [...new Set(found.map(({ runId }) => runId))]);
  const value = found.map((code) => ({
    code: formatId('cod', code.codeId),
    order: formatId('ord', code.orderId),
    lot: formatId('lot', originOf(origins, code.runId).lotId),
    resolution: code.resolution,
    withdrawn_at: code.withdrawnAt,
  }));
  const lines = value.map(
    (each) =>
      `${each.code}  ${each.resolution}  ${each.withdrawn_at.toISOString().slice(0, 10)}  ` +
      `${each.order}  ${each.lot}`,
  );
  return { value, lines: lines.length > 0 ? lines : ['No withdrawn code waits for a decision.'] };
}

async function settle(
  app: App,
  options: { json?: boolean; code: string; outcome: string; as: EmailAddress },
) {
  const codeId = parseId('cod', options.code);
  if (codeId === null) {
    throw new Refusal('not_found', {}, { detail: `${options.code} is not a withdrawn code.` });
  }
  const outcome = outcomeOf(options.outcome);
  const by = { actor: await staffOf(app, options.as), at: app.clock.now() };
  await settleWithdrawn(app, { codeId, outcome }, by);
  return { value: { code: options.code, outcome }, lines: [`${options.code} is ${outcome}`] };
}

function outcomeOf(text: string): (typeof OUTCOMES)[keyof typeof OUTCOMES] {
  const [, found] = Object.entries(OUTCOMES).find(([name]) => name === text) ?? [];
  if (found) return found;
  const detail = `It must be one of ${Object.keys(OUTCOMES).join(', ')}.`;
  throw invalid({ pointer: '/outcome', code: 'enum', detail });
}

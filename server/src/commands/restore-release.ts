import type { Command } from 'commander';
import {
  type CodeHad,
  discardSoldSince,
  releasePartners,
  releaseProduct,
  restoreStatus,
} from '../acts/index.ts';
import type { App } from '../app.ts';
import { openGaps } from '../kit/gaps/index.ts';
import { readGivenFile } from '../kit/given-file.ts';
import { formatId } from '../kit/ids.ts';
import { invalid } from '../kit/refusal.ts';
import { tenantsById } from '../partners/index.ts';
import { frozenShelves } from '../stock/index.ts';
import { act, OPERATOR, type Printed, partnerIdOf } from './session.ts';

const LINES_SHOWN_MAX = 20;

interface ReleaseOptions {
  readonly json?: boolean;
  readonly sku?: readonly string[];
  readonly partner?: readonly string[];
  readonly all?: boolean;
}

/** What follows a restore: compare what was sold since the backup, then sell again. */
export function releaseCommands(restore: Command): void {
  restore
    .command('status')
    .description('show what the last restore has left frozen')
    .option('--json')
    .action(act((app) => status(app)));
  restore
    .command('compare')
    .description('take codes off sale that partners have received since the backup')
    .requiredOption('--file <file>', 'one code or id of a code (cod_…) on a line, as in a CSV')
    .option('--json')
    .action(act((app, { file }: { file: string; json?: boolean }) => compare(app, file)));
  restore
    .command('release')
    .description('sell products again, and let partners order again')
    .option('--sku <sku...>', 'products whose codes were compared')
    .option('--partner <id...>', 'partners whose orders since the backup were compared')
    .option('--all', 'everything that is still frozen')
    .option('--json')
    .action(act((app, options: ReleaseOptions) => release(app, options)));
}

async function status(app: App): Promise<Printed> {
  const { epoch, frozen, partners } = await restoreStatus(app.database.reads);
  const products = frozen
    .filter(({ available }) => available > 0)
    .map(({ productId, available }) => ({ sku: skuOf(app, productId), available }));
  const waiting = partners.map(({ partnerId, name }) => ({ id: formatId('prt', partnerId), name }));
  const value = {
    // nothing: a database that was never restored is in epoch 0
    epoch: epoch?.epoch ?? 0,
    backup: epoch?.backup ?? null,
    backup_at: epoch?.backupAt.toISOString() ?? null,
    restored_at: epoch?.beganAt.toISOString() ?? null,
    frozen: products,
    partners: waiting,
  };
  if (epoch === null) return { value, lines: ['This database was never restored.'] };
  return {
    value,
    lines: [
      `restored ${value.restored_at} from ${epoch.backup}, which has what happened before ${value.backup_at}`,
      ...products.map(({ sku, available }) => `frozen   ${sku}  ${available} codes`),
      ...waiting.map(({ id, name }) => `waiting  ${id}  ${name}`),
      ...(frozen.length + waiting.length === 0 ? ['Everything is released.'] : []),
    ],
  };
}

async function compare(app: App, file: string): Promise<Printed> {
  const text = (await readGivenFile(file)).toString('utf8');
  const by = { actor: OPERATOR, at: app.clock.now() };
  const { discarded, notForSale, released, unknown } = await discardSoldSince(
    app,
    codesIn(text),
    by,
  );
  const value = {
    ...{ discarded, not_for_sale: notForSale },
    ...{ released_lines: released, unknown_lines: unknown },
  };
  return {
    value,
    lines: [
      `${discarded} codes were taken off sale, ${notForSale} were not for sale`,
      ...linesWith('a code that may have been sold again since its product was released', released),
      ...linesWith('no code of this database', unknown),
    ],
  };
}

function linesWith(what: string, lines: readonly number[]): string[] {
  const shown = lines.slice(0, LINES_SHOWN_MAX).join(', ');
  return lines.length > 0 ? [`${lines.length} lines have ${what}, the first are: ${shown}`] : [];
}

/** Each line is a code, or has the id of one somewhere, as in the files of the portal. */
function codesIn(text: string): CodeHad[] {
  return text
    .replace(/^\ufeff/, '')
    .split('\n')
    .map((line, index) => ({
      line: index + 1,
      text: /cod_[0-9a-z]{26}/.exec(line)?.[0] ?? line.trim(),
    }))
    .filter((each) => each.text !== '');
}

async function release(app: App, options: ReleaseOptions): Promise<Printed> {
  const { sku = [], partner = [], all = false } = options;
  if (!all && sku.length + partner.length === 0) {
    const detail = 'Name products with --sku or partners with --partner, or everything with --all.';
    throw invalid({ pointer: '/sku', code: 'required', detail });
  }
  const by = { actor: OPERATOR, at: app.clock.now() };
  const reads = app.database.reads;
  const frozen = await frozenShelves(reads);
  const gaps = [...(await tenantsById(reads, await openGaps(reads))).values()];
  const ids = new Set(partner.map(partnerIdOf));
  const named = new Set(sku);
  for (const each of named) {
    if (frozen.some(({ productId }) => skuOf(app, productId) === each)) continue;
    throw invalid({ pointer: '/sku', code: 'enum', detail: `${each} is not frozen.` });
  }
  const shelves = frozen.filter(({ productId }) => all || named.has(skuOf(app, productId)));
  const tenants = gaps.filter(({ partnerId }) => all || ids.has(partnerId));
  const value = await app.database.transaction(async (tx) => {
    let codes = 0;
    for (const shelf of shelves) {
      // nothing: released meanwhile
      codes += (await releaseProduct(tx, app.catalog, shelf, by)) ?? 0;
    }
    const closed = await releasePartners(
      tx,
      tenants.map(({ tenantId }) => tenantId),
      by,
    );
    return { products: shelves.length, codes, tenants: closed };
  });
  const partners = new Set(tenants.map(({ partnerId }) => partnerId)).size;
  return {
    value: { products: value.products, codes: value.codes, partners },
    lines: [
      `${value.products} products with ${value.codes} codes are sold again, ${partners} partners can order again`,
    ],
  };
}

function skuOf({ catalog }: App, productId: number): string {
  return catalog.product(productId)?.sku ?? String(productId);
}

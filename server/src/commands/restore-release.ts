import type { Command } from 'commander';
import {
  type CodeHad,
  discardSoldSince,
  type RestoreStatus,
  releasePartners,
  releaseProduct,
  restoreStatus,
} from '../acts/index.ts';
import type { App } from '../app.ts';
import { openGaps } from '../kit/gaps/index.ts';
import { readGivenFile } from '../kit/given-file.ts';
import { formatId } from '../kit/ids.ts';
import { invalid } from '../kit/refusal.ts';
import { findPartner, tenantsById } from '../partners/index.ts';
import { frozenShelves } from '../stock/index.ts';
import { act, OPERATOR, type Printed, partnerIdOf } from './session.ts';

const LINES_SHOWN_MAX = 20;

interface CompareOptions {
  readonly json?: boolean;
  readonly file: string;
  readonly partner?: string;
}

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
    .option('--partner <id>', 'who sent the file: names codes that another partner has')
    .option('--json')
    .action(act((app, options: CompareOptions) => compare(app, options)));
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
  const { epoch, frozen, partners, claims } = await restoreStatus(app.database.reads);
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
    claims: claims.map(shownClaim),
  };
  if (epoch === null) return { value, lines: ['This database was never restored.'] };
  return {
    value,
    lines: [
      `restored ${value.restored_at} from ${epoch.backup}, which has what happened before ${value.backup_at}`,
      ...products.map(({ sku, available }) => `frozen   ${sku}  ${available} codes`),
      ...waiting.map(({ id, name }) => `waiting  ${id}  ${name}`),
      ...claims.map(claimLine),
      ...(frozen.length + waiting.length === 0 ? ['Everything is released.'] : []),
    ],
  };
}

type ClaimBefore = RestoreStatus['claims'][number];

const shownClaim = ({ claimId, partnerId }: ClaimBefore) => ({
  id: formatId('clm', claimId),
  partner: formatId('prt', partnerId),
});

function claimLine(claim: ClaimBefore): string {
  const { id, partner } = shownClaim(claim);
  return `claim    ${id}  of ${partner}, may have been decided after the backup`;
}

async function compare(app: App, { file, partner }: CompareOptions): Promise<Printed> {
  const text = (await readGivenFile(file)).toString('utf8');
  const by = { actor: OPERATOR, at: app.clock.now() };
  const from = partner === undefined ? null : partnerIdOf(partner);
  if (from !== null) await findPartner(app.database.reads, from);
  const compared = await discardSoldSince(app, codesIn(text), from, by);
  const { discarded, notForSale, released, foreign, unknown } = compared;
  const value = {
    ...{ discarded, not_for_sale: notForSale },
    ...{ released_lines: released, foreign_lines: foreign, unknown_lines: unknown },
  };
  return {
    value,
    lines: [
      `${discarded} codes were taken off sale, ${notForSale} were not for sale`,
      ...linesWith('a code that may have been sold again since its product was released', released),
      ...linesWith('a code that another partner has here', foreign),
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
  const may = new Set(tenants.map(({ partnerId }) => partnerId));
  const claims = (await restoreStatus(reads)).claims.filter(({ partnerId }) => may.has(partnerId));
  return {
    value: {
      ...{ products: value.products, codes: value.codes, partners: may.size },
      claims: claims.map(shownClaim),
    },
    lines: [
      `${value.products} products with ${value.codes} codes are sold again, ${may.size} partners can order again`,
      ...claims.map(claimLine),
    ],
  };
}

function skuOf({ catalog }: App, productId: number): string {
  return catalog.product(productId)?.sku ?? String(productId);
}

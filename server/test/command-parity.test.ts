/**
 * Guards: every act of the command line exists in the console, as a call of its API, or docs/command-line-only.md says why not; and that
 * document names no command and no option that does not exist.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { consoleOperations } from '@psnb2b/contract';
import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { createProgram } from '../src/commands/program.ts';
import { processTerminal } from '../src/commands/terminal.ts';

type Call = keyof typeof consoleOperations;

/** The calls of the console that do or show what a command does or shows. */
const CONSOLE: Readonly<Record<string, readonly Call[]>> = {
  'partners create': ['createPartner'],
  'partners list': ['listPartners'],
  'partners set': ['setPartnerLimits', 'suspendPartner', 'resumePartner', 'proposePartnerApproval'],
  'keys issue': ['issueKey'],
  'keys list': ['getPartner'],
  'keys name': ['nameKey'],
  'keys rotate': ['rotateKey'],
  'keys revoke': ['revokeKey'],
  'deposits record': ['recordDeposit'],
  'deposits list': ['listDeposits'],
  'deposits update': ['updateDeposit'],
  'deposits approve': ['creditDeposit'],
  'deposits review': ['reviewDeposit'],
  'deposits reject': ['rejectDeposit'],
  'deposits reverse': ['reverseDeposit'],
  'deposit-methods add-bank': ['addBankTransfer'],
  'deposit-methods add-asset': ['addDigitalAsset'],
  'deposit-methods list': ['listDepositMethods'],
  'deposit-methods set': ['setDepositMethod'],
  'deposit-methods confirm': ['confirmDepositMethod'],
  'deposit-methods archive': ['archiveDepositMethod'],
  'deposit-methods restore': ['restoreDepositMethod'],
  'deposit-methods import-addresses': ['importAddresses'],
  'bank-statements add-account': ['addBankAccount'],
  'bank-statements accounts': ['listBankAccounts'],
  'bank-statements import': ['importBankStatement'],
  'bank-statements list': ['listBankStatements'],
  'bank-statements lines': ['listBankLines'],
  'documents list': ['listDocuments'],
  'documents zip': ['zipDocuments'],
  'documents ageing': ['listAgeing'],
  'documents term': ['setPaymentTerms', 'setPartnerPaymentTerm', 'getPartnerPaymentTerm'],
  'documents issue': ['issueDocuments'],
  'orders returns': ['listTransfers'],
  'orders return-window': ['getReturnTerms', 'setReturnTerms'],
  'orders waiting': ['listOrders'],
  'orders holds': ['listOrders'],
  'orders queue': ['listOrders'],
  'orders approve': ['approveOrder'],
  'orders refuse': ['refuseOrder'],
  'orders cancel': ['cancelOrder'],
  'orders show': ['getOrder'],
  'codes find': ['traceCode'],
  'stock import': ['beginImport', 'sendImportPiece', 'startImport'],
  'stock confirm': ['confirmLot'],
  'stock rejects': ['exportLotRejects'],
  'stock levels': ['listStock'],
  'stock set-threshold': ['setStockThreshold', 'planStockThresholds', 'setStockThresholds'],
  'stock discard-unsold': ['discardUnsoldCodes'],
  'stock limits': ['getStockLimits', 'setStockLimits'],
  'stock count': ['listStock'],
  'stock lots': ['listLots'],
  'stock discard': ['discardLot'],
  'stock recall': ['recallLot', 'resolveRecall'],
  'stock withdrawn': ['listWithdrawnCodes'],
  'stock settle': ['settleWithdrawnCode'],
  'suppliers add': ['addSupplier'],
  'suppliers list': ['listSuppliers'],
  'suppliers set': ['setSupplier'],
  'suppliers archive': ['archiveSupplier'],
  'suppliers restore': ['restoreSupplier'],
  'claims list': ['listClaims'],
  'claims show': ['getClaim'],
  'claims decide': ['decideClaim'],
  'claims ask': ['addClaimMessage'],
  'claims open': ['openClaim'],
  'claims limit': ['setDecisionLimit'],
  'claims terms': ['setTierTerms'],
  'claims figures': ['getClaimFigures'],
  'claims recoveries': ['listRecoveries'],
  'claims recover': ['settleRecovery'],
  'prices change': ['planPriceRule', 'makePriceChange'],
  'prices floor': ['listPriceFloors', 'setPriceFloor'],
  'prices export': ['exportPrices'],
  'prices changes': ['listPriceChanges'],
  'prices cancel': ['cancelPriceChange'],
  'prices history': ['listPriceHistory'],
  'prices set': ['planPriceFile', 'makePriceChange', 'setPartnerPrice'],
  'tiers set': ['setTiers'],
  'price-lists list': ['listPriceLists'],
  'price-lists create': ['createPriceList'],
  'price-lists set': ['changePriceList', 'setFixedPrice'],
  'price-lists assign': ['addPriceListPartner', 'removePriceListPartner'],
  'products status': ['setProductStatus'],
  'products add': ['addProduct'],
  'products add-region': ['addRegion'],
  'webhooks list': ['listStaffEndpoints'],
  'webhooks set': ['enableWebhookEndpoint', 'disableWebhookEndpoint'],
  'webhooks pause': ['pauseWebhookEndpoint'],
  'webhooks unpause': ['unpauseWebhookEndpoint'],
  'webhooks health': ['listStaffEndpoints'],
  'webhooks deliveries': ['listStaffDeliveries', 'getStaffDelivery'],
  'webhooks replay': ['countStaffReplay', 'replayForPartner'],
  'staff create': ['invite'],
  'staff list': ['listStaff'],
  'sessions end': ['endStaffSessions'],
  'quotas list': ['listQuotas'],
  'quotas set': ['setQuota'],
  'settings list': ['listSettings'],
  'shop show': ['getShop'],
  'shop set-logo': ['setLogo'],
  'shop remove-logo': ['removeLogo'],
  'shop set': ['setShop'],
  'incidents open': ['openIncident'],
  'incidents update': ['updateIncident'],
  'incidents list': ['listIncidents'],
  'report sales': ['getSales', 'exportSales'],
  'report day-ends': ['getDayEnd', 'exportDayEnds'],
};

interface Leaf {
  readonly path: string;
  readonly options: readonly string[];
}

function leavesOf(command: Command, path: readonly string[] = []): readonly Leaf[] {
  if (command.commands.length > 0)
    return command.commands.flatMap((each) => leavesOf(each, [...path, each.name()]));
  return [{ path: path.join(' '), options: command.options.map(({ long }) => long ?? '') }];
}

/** The commands of the first column of its tables: `staff create --role admin` is about an option only. */
function documented(text: string) {
  const cells = [...text.matchAll(/^\| (`[^|]*`) \|/gm)].map(([, cell = '']) => cell);
  return cells
    .flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, each = '']) => each))
    .map((each) => {
      const [path = '', ...flags] = each.split(' --');
      return { path, flags: flags.map((flag) => `--${flag.split(' ')[0]}`) };
    });
}

/** What is wrong: a command in neither place, and names of nothing. */
function faultsOf(leaves: readonly Leaf[], entries: ReturnType<typeof documented>): string[] {
  const isIn = ({ path }: Leaf, entry: string) => path === entry || path.startsWith(`${entry} `);
  const reasoned = entries.filter(({ flags }) => flags.length === 0).map(({ path }) => path);
  const missing = leaves.filter(
    (leaf) => !(leaf.path in CONSOLE) && !reasoned.some((entry) => isIn(leaf, entry)),
  );
  return [
    ...missing.map(({ path }) => `${path} is in neither`),
    ...Object.keys(CONSOLE)
      .filter((path) => leaves.every((leaf) => leaf.path !== path))
      .map((path) => `${path} is not a command`),
    ...entries.flatMap(({ path, flags }) => {
      const named = leaves.filter((leaf) => isIn(leaf, path));
      if (named.length === 0) return [`${path} is not a command`];
      return flags
        .filter((flag) => !named.some(({ options }) => options.includes(flag)))
        .map((flag) => `${path} has no ${flag}`);
    }),
  ];
}

const leaves = leavesOf(createProgram(processTerminal()));
const TEXT = readFileSync(
  fileURLToPath(new URL('../../docs/command-line-only.md', import.meta.url)),
  'utf8',
);

test('every command is in the console, or has a reason why not', () => {
  expect(leaves.length).toBeGreaterThan(100);
  expect(documented(TEXT).length).toBeGreaterThan(20);
  expect(faultsOf(leaves, documented(TEXT))).toEqual([]);
});

test('the calls that stand for commands exist', () => {
  const calls = new Set(Object.values(consoleOperations).map(({ id }) => id as string));
  const unknown = Object.values(CONSOLE)
    .flat()
    .filter((call) => !calls.has(call));
  expect(unknown).toEqual([]);
});

test('a new command without a call and a reason, and a row about nothing, are noticed', () => {
  const more = [...leaves, { path: 'stock burn', options: [] }];
  const rows = documented('| `stock melt` | … |\n| `staff create --wish x`, `verify` | … |\n');
  const found = faultsOf(more, [...documented(TEXT), ...rows]);
  expect(found).toEqual([
    'stock burn is in neither',
    'stock melt is not a command',
    'staff create has no --wish',
  ]);
});

import { assets, networks } from '@psnb2b/contract';
import type { Command } from 'commander';
import type { App } from '../app.ts';
import {
  addBankTransfer,
  addDigitalAsset,
  archiveDepositMethod,
  confirmDepositMethod,
  type DepositMethod,
  findDepositMethod,
  importAddresses,
  listDepositMethods,
  methodStatus,
  nameOfMethod,
  setDepositMethod,
} from '../deposit-methods/index.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { readGivenFile } from '../kit/given-file.ts';
import { idOf } from '../kit/id-of.ts';
import { formatId } from '../kit/ids.ts';
import { invalid } from '../kit/refusal.ts';
import { act, integerOf, OPERATOR } from './session.ts';

const CONFIRMATIONS_MAX = 1_000;

interface BankOptions {
  json?: boolean;
  holder: string;
  iban: string;
  bic: string;
  bank: string;
  currency: string;
  usualTime: string;
}

interface AssetOptions {
  json?: boolean;
  asset: string;
  network: string;
  minimum?: string;
  confirmations: string;
  usualTime: string;
}

interface MethodOptions {
  json?: boolean;
  method: string;
  file: string;
  minimum?: string;
  confirmations?: string;
  usualTime?: string;
}

/** Where partners pay to. */
export function depositMethodCommands(program: Command): void {
  const methods = program
    .command('deposit-methods')
    .description('the accounts and addresses to which partners pay');
  methods
    .command('add-bank')
    .description('add a bank account')
    .requiredOption('--holder <name>')
    .requiredOption('--iban <iban>')
    .requiredOption('--bic <bic>')
    .requiredOption('--bank <name>')
    .requiredOption('--currency <code>', 'three letters, ISO 4217')
    .option('--usual-time <text>', 'how long a payment usually takes', '1 working day')
    .option('--json')
    .action(act((app, options: BankOptions) => change(app, options, addBankTransfer, 'added')));
  methods
    .command('add-asset')
    .description('add a digital asset on a network; then import addresses')
    .requiredOption('--asset <ticker>', assets.join(', '))
    .requiredOption('--network <network>', networks.join(', '))
    .requiredOption('--confirmations <n>', 'blocks after which a payment is final')
    .option('--minimum <amount>', 'the least amount that is credited')
    .option('--usual-time <text>', 'how long a payment usually takes', '30 minutes')
    .option('--json')
    .action(
      act((app, options: AssetOptions) => change(app, assetOf(options), addDigitalAsset, 'added')),
    );
  methods
    .command('list')
    .description('list the methods and how many addresses are left')
    .option('--json')
    .action(act(list));
  const one = (name: string, what: string) =>
    methods.command(name).description(what).requiredOption('--method <id>').option('--json');
  one('set', 'change the terms of a method')
    .option('--usual-time <text>', 'how long a payment usually takes')
    .option('--confirmations <n>', 'blocks after which a payment is final')
    .option('--minimum <amount>', 'the least amount that is credited')
    .action(
      act((app, options: MethodOptions) => {
        const { minimum, usualTime } = options;
        const terms = {
          ...(minimum !== undefined && { minimum }),
          ...(usualTime !== undefined && { usualTime }),
          ...(options.confirmations !== undefined && {
            confirmations: confirmationsOf(options.confirmations),
          }),
        };
        const set = (tx: Tx, _app: App, id: string, by: By) => setDepositMethod(tx, id, terms, by);
        return change(app, methodOf(options), set, 'set');
      }),
    );
  one('confirm', 'confirm a method, and the addresses that wait with it').action(
    act(async (app, options: MethodOptions) => {
      const id = methodOf(options);
      const all = await listDepositMethods(app.database.reads);
      const found = all.find(({ methodId }) => methodId === id);
      const addresses = found ? found.addresses.waiting : 0;
      const confirm = (tx: Tx, _app: App, methodId: string, by: By) =>
        confirmDepositMethod(tx, app, methodId, { addresses }, by);
      return change(app, id, confirm, 'confirmed');
    }),
  );
  for (const [name, what, isArchived] of [
    ['archive', 'show it to no partner any more; what arrives is still credited', true],
    ['restore', 'show it to partners again', false],
  ] as const) {
    one(name, what).action(
      act((app, options: MethodOptions) => {
        const archive = (tx: Tx, _app: App, id: string, by: By) =>
          archiveDepositMethod(tx, app, id, isArchived, by);
        return change(app, methodOf(options), archive, `${name}d`);
      }),
    );
  }
  one('import-addresses', 'list addresses for partners, one a line; never keys')
    .requiredOption('--file <path>')
    .action(
      act(async (app, options: MethodOptions) => {
        const lines = String(await readGivenFile(options.file)).split(/\r?\n/);
        const addresses = lines.map((line) => line.trim()).filter((line) => line !== '');
        const work = async (tx: Tx, _app: App, methodId: string, by: By) => {
          await importAddresses(tx, app, methodId, addresses, by);
          return findDepositMethod(tx, methodId);
        };
        return change(app, methodOf(options), work, `given ${addresses.length} addresses`);
      }),
    );
}

function methodOf({ method }: MethodOptions): string {
  return idOf('dpm', method, '/method');
}

function confirmationsOf(text: string): number {
  return integerOf('confirmations', text, 1, CONFIRMATIONS_MAX);
}

function assetOf({ asset, network, confirmations, ...rest }: AssetOptions) {
  const known = assets.find((each) => each === asset.toUpperCase());
  const over = networks.find((each) => each === network);
  if (!known) {
    throw invalid({
      pointer: '/asset',
      code: 'enum',
      detail: `It must be one of ${assets.join(', ')}.`,
    });
  }
  if (!over) {
    throw invalid({
      pointer: '/network',
      code: 'enum',
      detail: `It must be one of ${networks.join(', ')}.`,
    });
  }
  return { ...rest, asset: known, network: over, confirmations: confirmationsOf(confirmations) };
}

async function change<Given>(
  app: App,
  given: Given,
  verb: (tx: Tx, app: App, given: Given, by: By) => Promise<DepositMethod>,
  what: string,
) {
  const by = { actor: OPERATOR, at: app.clock.now() };
  const method = await app.database.transaction((tx) => verb(tx, app, given, by));
  const id = formatId('dpm', method.methodId);
  return { value: { id }, lines: [`${id}  ${nameOfMethod(method)} is ${what}`] };
}

async function list({ database }: App) {
  const all = await listDepositMethods(database.reads);
  const value = all.map(({ methodId, addresses, ...method }) => ({
    id: formatId('dpm', methodId),
    kind: method.kind,
    name: nameOfMethod({ methodId, ...method }),
    status: methodStatus(method),
    addresses: method.kind === 'digital_asset' ? addresses : null,
  }));
  const lines = value.map(({ id, name, status, addresses }) => {
    const left = addresses ? `  ${addresses.left} addresses left, ${addresses.given} given` : '';
    return `${id}  ${name}  ${status}${left}`;
  });
  return { value, lines: lines.length > 0 ? lines : ['no deposit methods'] };
}

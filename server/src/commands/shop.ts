import { basename } from 'node:path';
import type { Address, ShopSet } from '@psnb2b/contract';
import type { Command } from 'commander';
import { changeLogo, changeShop, logoOfUpload } from '../acts/index.ts';
import type { App } from '../app.ts';
import { storeFile } from '../files/index.ts';
import type { Tx } from '../kit/database/index.ts';
import { readGivenFile } from '../kit/given-file.ts';
import { asSent, presentShop, readShop } from '../shop/index.ts';
import { act, emailOrNone, OPERATOR } from './session.ts';

/** Options by the member that they set, with what each is. */
const MEMBERS = {
  name: 'its name as partners see it',
  legal_name: 'registered name of the business that runs it',
  registration_number: 'registration number',
  tax_number: 'tax or VAT number',
  support_email: 'where partners reach support',
  website: 'address of its site',
  brand_colour: 'colour of the brand, like #1f6feb',
  tax_percent: 'tax that its prices include, in percent; with a sentence about it',
  tax_note: 'sentence about tax on every document',
  time_zone: 'time zone in which sales are counted by day, like Europe/Berlin',
} as const satisfies Partial<Record<keyof ShopSet, string>>;
const ADDRESS = {
  line1: 'street and number of its address; none: no address',
  line2: 'second line of its address',
  city: 'city',
  state: 'state or province',
  postal_code: 'postal code',
  country: 'country, ISO 3166-1 alpha-2',
} as const satisfies Record<keyof Address, string>;

type Options = { json?: boolean } & Partial<Record<string, string | boolean>>;

/** Who runs this shop. */
export function shopCommands(program: Command): void {
  const shop = program
    .command('shop')
    .description('who runs this shop, as partners and documents show it');
  shop.command('show').description('show what is set').option('--json').action(act(show));
  shop
    .command('set-logo')
    .description('set its logo: a PNG, JPEG or WebP of at most 256 KiB')
    .requiredOption('--file <path>')
    .option('--json')
    .action(
      act(async (app, options: { file: string; json?: boolean }) => {
        const by = { actor: OPERATOR, at: app.clock.now() };
        const bytes = await readGivenFile(options.file);
        const upload = { owner: OPERATOR, name: basename(options.file), bytes };
        const { fileId } = await storeFile(app, upload, by);
        const logo = await logoOfUpload(app, OPERATOR, fileId);
        await app.database.transaction((tx) => changeLogo(tx, logo, by));
        return show(app);
      }),
    );
  shop
    .command('remove-logo')
    .description('show its name in place of a logo')
    .option('--json')
    .action(
      act(async (app) => {
        const by = { actor: OPERATOR, at: app.clock.now() };
        await app.database.transaction((tx) => changeLogo(tx, null, by));
        return show(app);
      }),
    );
  const set = shop
    .command('set')
    .description('set some of it; none: takes a value away')
    .option('--json');
  for (const [member, what] of Object.entries({ ...MEMBERS, ...ADDRESS })) {
    const flags = `--${member.replaceAll('_', '-')} <value>`;
    if (member === 'support_email') set.option(flags, what, emailOrNone);
    else set.option(flags, what);
  }
  set.action(
    act(async (app, options: Options) => {
      const by = { actor: OPERATOR, at: app.clock.now() };
      await app.database.transaction(async (tx) =>
        changeShop(tx, await changedIn(tx, options), by),
      );
      return show(app);
    }),
  );
}

/** What was set last, with the options in its place; refused if somebody sets it at the same moment. */
async function changedIn(tx: Tx, options: Options): Promise<ShopSet> {
  const before = await readShop(tx);
  return { ...changed(asSent(before), options), version: before.version };
}

async function show(app: App) {
  const value = presentShop(await readShop(app.database.reads));
  const { object: _, address, logo, version: __, set_at: ___, set_by: ____, ...rest } = value;
  const members = { ...rest, logo: logo && `${logo.width} × ${logo.height} pixels` };
  const lines = Object.entries({ ...members, ...address })
    .filter(([, each]) => each !== null)
    .map(([name, each]) => `${name.replaceAll('_', ' ').padEnd(20)} ${each}`);
  return { value, lines: lines.length > 0 ? lines : ['Nothing is set.'] };
}

/** What is set, with the options that were given instead; whether it has the right form is checked with the rest. */
function changed(before: ShopSet, options: Options): ShopSet {
  const given = (member: string) => {
    const text = options[member.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase())];
    return text === 'none' ? null : text;
  };
  const members = Object.keys(MEMBERS).flatMap((member) => {
    const value = given(member);
    const isNumber = member === 'tax_percent' && typeof value === 'string';
    return value === undefined ? [] : [[member, isNumber ? Number(value) : value] as const];
  });
  const { support_email: email = null, ...rest } = { ...before, ...Object.fromEntries(members) };
  return {
    ...rest,
    ...(email !== null && { support_email: email }),
    address: addressOf(before.address, given),
  };
}

const NOWHERE: Readonly<Record<keyof Address, null>> = {
  line1: null,
  line2: null,
  city: null,
  state: null,
  postal_code: null,
  country: null,
};

function addressOf(before: Address | null, given: (member: string) => unknown): ShopSet['address'] {
  if (given('line1') === null) return null;
  const parts = Object.keys(ADDRESS).flatMap((member) => {
    const value = given(member);
    return value === undefined ? [] : [[member, value] as const];
  });
  if (parts.length === 0) return before;
  return { ...NOWHERE, ...before, ...Object.fromEntries(parts) } as Address;
}

import type { Command } from 'commander';
import { changePrices } from '../acts/index.ts';
import { partnersIn, readPrices, readTiers, setTiers } from '../catalog/index.ts';
import { readGivenFile } from '../kit/given-file.ts';
import { recomputeTiers } from '../orders/index.ts';
import { findPartner } from '../partners/index.ts';
import { jumpOption } from './jump-option.ts';
import { priceChangeCommands } from './price-changes.ts';
import { act, OPERATOR } from './session.ts';

interface FileOptions {
  json?: boolean;
  file: string;
}

export function priceCommands(program: Command): void {
  const prices = program.command('prices').description('list prices and partners’ own prices');
  priceChangeCommands(prices);
  prices
    .command('set')
    .description('set prices from a file: all of its rows, or none')
    .requiredOption('--file <csv>', 'region,denomination,currency,list_price[,partner]')
    .option(...jumpOption)
    .option('--json')
    .action(
      act(async (app, { jump: jumps, ...options }: FileOptions & { jump: string[] }) => {
        const rows = readPrices(await readGivenFile(options.file));
        const partnerCurrencies = new Map<string, string>();
        for (const partnerId of partnersIn(rows)) {
          const { currency } = await findPartner(app.database.reads, partnerId);
          partnerCurrencies.set(partnerId, currency);
        }
        const value = await app.database.transaction((tx) =>
          changePrices(tx, app, {
            ...{ at: app.clock.now(), actor: OPERATOR },
            ...{ rows, partnerCurrencies, jumps },
          }),
        );
        return { value, lines: [`${value.changed} changed, ${value.unchanged} unchanged`] };
      }),
    );
  program
    .command('tiers')
    .description('discounts by volume')
    .command('set')
    .description('set tiers from a file: all of its rows, or none')
    .requiredOption('--file <csv>', 'name,currency,volume_30d,discount_bps')
    .option('--jump', 'some volume may pay half of what it pays now, or less')
    .option('--json')
    .action(
      act(async (app, { jump = false, ...options }: FileOptions & { jump?: boolean }) => {
        const rows = readTiers(await readGivenFile(options.file));
        const value = await app.database.transaction((tx) =>
          setTiers(tx, { at: app.clock.now(), actor: OPERATOR, rows, jump }),
        );
        await app.versions.poll();
        const partners = await recomputeTiers(app);
        return {
          value: { ...value, partners },
          lines: [`${value.tiers} tiers set; ${partners} partners changed`],
        };
      }),
    );
}

import type { Command } from 'commander';
import { discardUnsoldCodes, setStockLimits } from '../acts/index.ts';
import { stockLimits } from '../stock/index.ts';
import { lotIdOf } from './lot-id.ts';
import { act, integerOf, OPERATOR } from './session.ts';

const CODES_MAX = 10_000_000;

interface LimitOptions {
  json?: boolean;
  release?: string;
  discard?: string;
}

/** Discarding unsold codes, and what one person may do alone with stock in the console. */
export function limitCommands(stock: Command): void {
  stock
    .command('discard-unsold')
    .description('take the unsold codes of a lot off sale for good, without a recall')
    .requiredOption('--lot <id>')
    .requiredOption('--reason <text>', 'why, for the audit log')
    .option('--json')
    .action(
      act(async (app, { lot, reason }: { json?: boolean; lot: string; reason: string }) => {
        const lotId = lotIdOf(lot);
        const by = { actor: OPERATOR, at: app.clock.now() };
        const discard = { lotId, codes: null, reason };
        await app.database.transaction((tx) => discardUnsoldCodes(tx, app, discard, by));
        return { value: { lot }, lines: [`the unsold codes of ${lot} are discarded`] };
      }),
    );
  stock
    .command('limits')
    .description('show or set what one person may do alone with stock in the console')
    .option(
      '--release <n>',
      'codes that one person may import within a day and sell; off: any number',
    )
    .option('--discard <n>', 'unsold codes that one person may discard within a day')
    .option('--json')
    .action(
      act(async (app, { release, discard }: LimitOptions) => {
        const { reads } = app.database;
        if (release !== undefined || discard !== undefined) {
          const now = await stockLimits(reads);
          const limits = {
            releaseCodes: releaseOf(release, now.releaseCodes),
            discardCodes:
              discard === undefined
                ? now.discardCodes
                : integerOf('discard', discard, 0, CODES_MAX),
          };
          const by = { actor: OPERATOR, at: app.clock.now() };
          await app.database.transaction((tx) => setStockLimits(tx, app, limits, by));
        }
        const { releaseCodes, discardCodes } = await stockLimits(reads);
        return {
          value: { release_codes: releaseCodes, discard_codes: discardCodes },
          lines: [
            releaseCodes === null
              ? 'one person may put any lot up for sale'
              : `one person may import ${releaseCodes} codes within a day and put them up for sale`,
            `one person may discard ${discardCodes} unsold codes within a day`,
          ],
        };
      }),
    );
}

function releaseOf(text: string | undefined, now: number | null): number | null {
  if (text === undefined) return now;
  return text === 'off' ? null : integerOf('release', text, 1, CODES_MAX);
}

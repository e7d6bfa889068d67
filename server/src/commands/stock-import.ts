import { createInterface } from 'node:readline/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Command } from 'commander';
import type { App } from '../app.ts';
import { formatId } from '../kit/ids.ts';
import {
  confirmLot,
  type ImportedLot,
  importLot,
  type Oddness,
  saveRejects,
} from '../stock/index.ts';
import { print } from './print.ts';
import { ProgressLine } from './progress-line.ts';
import { act, OPERATOR } from './session.ts';
import type { Terminal } from './terminal.ts';

interface ImportOptions {
  json?: boolean;
  file: string;
  supplier: string;
  costCurrency: string;
  confirm?: boolean;
}

export function importCommand(stock: Command): void {
  stock
    .command('import')
    .requiredOption('--file <csv>', 'region,denomination,code[,serial,expires_at,cost]')
    .option('--supplier <name>', 'a lot is a file of a supplier', '')
    .option('--cost-currency <code>', 'of the column cost', 'USD')
    .option('--confirm', 'sell the lot even if its codes do not all look alike')
    .option('--json')
    .action(act(importFile));
}

/**
 * V8 lets the heap of a large machine grow for long before it cleans up: to 360 MB by what a million
 * rows leave behind. From one collection on it grows by a fifth only, and stays at 240 MB however
 * long the file is.
 */
function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=20');
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  collect();
}

async function importFile(app: App, options: ImportOptions, terminal: Terminal) {
  if (terminal.isAlone) keepHeapSmall();
  const read = await readFile(app, options);
  const id = formatId('lot', read.lotId);
  const counts = `${id}  ${read.accepted} accepted, ${read.duplicates} duplicates, ${read.rejected} rejected`;
  // What was done is said before anything that can fail: a folder that cannot be written, or an answer.
  if (!options.json) await print(terminal, `${counts}\n`);
  const rejects = await rejectsOf(app, options, read);
  const odd = read.oddness ? oddLines(id, read.oddness) : [];
  const lot = read.oddness && (await wanted(options, odd)) ? await confirmed(app, read) : read;
  return {
    value: {
      lot: id,
      status: lot.status,
      accepted: lot.accepted,
      duplicates: lot.duplicates,
      rejected: lot.rejected,
      rejects_file: rejects.file,
      held_because: lot.oddness && presentOddness(lot.oddness),
    },
    lines: [
      ...rejects.lines,
      ...(lot.oddness ? odd : []),
      lot.oddness
        ? `it is held: stock confirm --lot ${id} puts it up for sale, stock discard --lot ${id} drops it`
        : 'its codes are for sale',
    ],
  };
}

async function readFile(app: App, options: ImportOptions): Promise<ImportedLot> {
  const line = !options.json && process.stderr.isTTY ? new ProgressLine(process.stderr) : null;
  return importLot(app, {
    path: options.file,
    mode: 'live',
    supplier: options.supplier,
    costCurrency: options.costCurrency.toUpperCase(),
    actor: OPERATOR,
    ...(options.confirm && { confirmed: true }),
    onProgress: (progress) => line?.update(progress),
  }).finally(() => line?.end());
}

/** Where the refused rows are; the import is done, wherever they can be written. */
async function rejectsOf(app: App, { file }: ImportOptions, lot: ImportedLot) {
  if (lot.duplicates + lot.rejected === 0) return { file: null, lines: [] };
  const saved = await saveRejects(app.database.reads, lot.lotId, [
    `${file}.rejects.csv`,
    `${app.config.dataDir}/rejects/${formatId('lot', lot.lotId)}.csv`,
  ]);
  const show = `stock rejects --lot ${formatId('lot', lot.lotId)} shows them`;
  return {
    file: saved.path,
    lines: [
      ...saved.failed.map(({ path, cause }) => `${path} cannot be written (${cause})`),
      saved.path === null ? show : `what was refused, and why: ${saved.path}`,
    ],
  };
}

async function confirmed(app: App, lot: ImportedLot): Promise<ImportedLot> {
  const complete = await confirmLot(app, { lotId: lot.lotId, actor: OPERATOR });
  return { ...lot, ...complete, oddness: null };
}

/** Asks whoever sits at the terminal; nobody there is a no. */
async function wanted({ json }: ImportOptions, odd: readonly string[]): Promise<boolean> {
  if (json || !process.stdin.isTTY || !process.stderr.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(`${odd.join('\n')}\nSell them all the same? [y/N] `);
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}

export function oddLines(id: string, { usual, odd }: Oddness): string[] {
  return [
    `${id}: not all codes look alike (X letter or digit, 9 digit, x lower case)`,
    `  ${String(usual.codes).padStart(8)}  ${usual.form}`,
    ...odd.map(
      ({ codes, form, firstLine }) =>
        `  ${String(codes).padStart(8)}  ${form}  the first on line ${firstLine}`,
    ),
  ];
}

export function presentOddness({ usual, odd }: Oddness) {
  return {
    usual: { form: usual.form, codes: usual.codes },
    odd: odd.map(({ form, codes, firstLine }) => ({ form, codes, first_line: firstLine })),
  };
}

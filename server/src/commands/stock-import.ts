import { constants, setPriority } from 'node:os';
import { createInterface } from 'node:readline/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { codesColumns } from '@psnb2b/contract';
import { type Command, InvalidArgumentError } from 'commander';
import type { App } from '../app.ts';
import { formatId } from '../kit/ids.ts';
import { invalid, Refusal } from '../kit/refusal.ts';
import {
  confirmLot,
  type ImportedLot,
  type ImportTerms,
  importLot,
  type Oddness,
  saveRejects,
  stateTerms,
} from '../stock/index.ts';
import { ensureSupplier, namedSupplier, type Supplier } from '../suppliers/index.ts';
import { print } from './print.ts';
import { ProgressLine } from './progress-line.ts';
import { act, OPERATOR } from './session.ts';
import type { Terminal } from './terminal.ts';

/** Of costs in a file of which nobody says who sold it. */
const COST_CURRENCY = 'USD';

interface ImportOptions {
  json?: boolean;
  file: string;
  supplier?: string;
  newSupplier?: boolean;
  costCurrency?: string;
  product?: string;
  cost?: string;
  expiresAt?: string;
  column?: ImportTerms['columns'];
  header: boolean;
  confirm?: boolean;
}

export function importCommand(stock: Command): void {
  stock
    .command('import')
    .description('import a file of codes as a lot; a repeated import continues an unfinished one')
    .requiredOption('--file <csv>', 'region,denomination,code[,serial,expires_at,cost]')
    .option('--supplier <name>', 'name or id of the supplier, who sold us the codes')
    .option('--new-supplier', 'add the supplier if there is none with this name')
    .option('--cost-currency <code>', 'currency of the column cost; default: that of the supplier')
    .option(
      '--product <sku>',
      'the product of all rows, if the file has no region and denomination',
    )
    .option('--cost <amount>', 'the cost of each code, if the file has no costs')
    .option('--expires-at <date>', 'the last day of each code, if the file has no expiry')
    .option(
      '--column <position=meaning>',
      'what a column is, by its position: 3=code, or 4=ignore; may be repeated',
      readColumn,
    )
    .option('--no-header', 'the first line is a row already; --column says what is in it')
    .option('--confirm', 'put the lot up for sale even if its codes do not all look alike')
    .option('--json')
    .action(act(importFile));
}

/**
 * On a large machine V8 lets the heap grow far before it collects: to 360 MB by what a million rows leave behind. After one
 * forced collection the heap grows by a fifth at a time and stays at 240 MB, however long the file is.
 */
function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=20');
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  collect();
}

async function importFile(app: App, options: ImportOptions, terminal: Terminal) {
  if (terminal.isAlone) {
    keepHeapSmall();
    // Orders of the server beside it go first, here and in the database.
    setPriority(constants.priority.PRIORITY_LOW);
    app.database.giveWay();
  }
  const read = await readFile(app, options);
  const id = formatId('lot', read.lotId);
  const counts = `${id}  ${read.accepted} accepted, ${read.duplicates} duplicates, ${read.rejected} rejected`;
  // Print the counts before anything that can fail: a folder that cannot be written, or a question.
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
      lot.status === 'held'
        ? `the lot is held${lot.oddness ? '' : ' because it is large'}: stock confirm --lot ${id} puts it up for sale, stock discard --lot ${id} deletes it`
        : 'its codes are for sale',
    ],
  };
}

async function readFile(app: App, options: ImportOptions): Promise<ImportedLot> {
  const supplier = await supplierOf(app, options);
  const costCurrency =
    options.costCurrency?.toUpperCase() ?? supplier?.costCurrency ?? COST_CURRENCY;
  const terms = await termsOf(app, options, costCurrency);
  const line = !options.json && process.stderr.isTTY ? new ProgressLine(process.stderr) : null;
  return importLot(app, {
    file: options.file,
    mode: 'live',
    supplierId: supplier?.supplierId ?? null,
    costCurrency,
    terms,
    actor: OPERATOR,
    ...(options.confirm && { confirmed: true }),
    onProgress: (progress) => line?.update(progress),
  }).finally(() => line?.end());
}

function termsOf(
  { database, clock }: App,
  { product, cost, expiresAt, column, header }: ImportOptions,
  costCurrency: string,
): Promise<ImportTerms> {
  const stated = {
    sku: product ?? null,
    cost: cost ?? null,
    expiresAt: expiresAt ?? null,
    columns: column ?? {},
    headless: !header,
  };
  return stateTerms(database.reads, stated, { costCurrency, at: clock.now() });
}

const COLUMN = /^([1-9]\d?)=(\w{1,20})$/;

/** Adds the meaning of one more column: `3=code`. */
function readColumn(
  text: string,
  before: ImportTerms['columns'] | undefined,
): ImportTerms['columns'] {
  const [, position = '', name = ''] = COLUMN.exec(text) ?? [];
  const meaning = name === 'ignore' ? null : codesColumns.find((each) => each === name);
  if (meaning === undefined) {
    throw new InvalidArgumentError(
      `Write it like 3=code; known are ${codesColumns.join(', ')}, ignore.`,
    );
  }
  return { ...before, [position]: meaning };
}

/** Who sold the file. A name that nobody has is refused, so that a slip does not make a second supplier. */
async function supplierOf(
  { database, clock }: App,
  { supplier, newSupplier, costCurrency }: ImportOptions,
): Promise<Supplier | null> {
  if (supplier === undefined || supplier.trim() === '') {
    if (!newSupplier) return null;
    const detail = '--new-supplier needs the name of the supplier: --supplier <name>.';
    throw invalid({ pointer: '/supplier', code: 'required', detail });
  }
  if (newSupplier) {
    const by = { actor: OPERATOR, at: clock.now() };
    const added = {
      name: supplier,
      ...(costCurrency !== undefined && { costCurrency: costCurrency.toUpperCase() }),
    };
    return database.transaction((tx) => ensureSupplier(tx, added, by));
  }
  return namedSupplier(database.reads, supplier).catch((error: unknown) => {
    if (!(error instanceof Refusal) || error.code !== 'not_found') throw error;
    const how =
      'If it is a new one, add it: suppliers add --name, or --new-supplier with this import.';
    throw new Refusal('not_found', {}, { detail: `${error.message} ${how}` });
  });
}

/** Saves the rejected rows and returns where. The import is done, wherever they can be saved. */
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
      saved.path === null ? show : `rejected rows with their reasons: ${saved.path}`,
    ],
  };
}

async function confirmed(app: App, lot: ImportedLot): Promise<ImportedLot> {
  const complete = await confirmLot(app, { lotId: lot.lotId, actor: OPERATOR });
  return { ...lot, ...complete, oddness: null };
}

/** Asks the person at the terminal; without one the answer is no. */
async function wanted({ json }: ImportOptions, odd: readonly string[]): Promise<boolean> {
  if (json || !process.stdin.isTTY || !process.stderr.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(
      `${odd.join('\n')}\nPut the lot up for sale all the same? [y/N] `,
    );
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

import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { compareCells, exportFingerprintKey } from '../acts/index.ts';
import { unreadable } from '../kit/given-file.ts';
import { formatId } from '../kit/ids.ts';
import { invalid, type Refusal } from '../kit/refusal.ts';
import { writePrivateFile } from '../kit/write-private-file.ts';
import { readFingerprints } from '../stock/index.ts';
import type { Vault } from '../vault/index.ts';
import { OUT, writeOut } from './output-file.ts';
import { act, OPERATOR } from './session.ts';

const BYTES = 16;
/** The first line of a file, with the names of the fingerprint key and of the cell. */
const HEAD = /^psnb2b fingerprints 1 ([0-9a-f]{16}) ([0-9a-f]{16})\n$/;
const HEAD_BYTES = 56;
/** As long as a fingerprint: a file that was cut off lacks it. */
const END = Buffer.from('psnb2b: the end.');

interface CompareOptions {
  readonly file: string;
  readonly reject?: boolean;
  readonly discard?: boolean;
  readonly json?: boolean;
}

/** What cells of one shop need to find a code that both have. */
export function fingerprintCommands(stock: Command): void {
  const fingerprints = stock
    .command('fingerprints')
    .description('compare the codes of two cells, without showing any');
  fingerprints
    .command('key')
    .description('write the fingerprint key for the first start of another cell')
    .requiredOption('--out <name>', OUT)
    .option('--json')
    .action(
      act(async (app, { out }: { json?: boolean; out: string }) => {
        const text = await exportFingerprintKey(app, { actor: OPERATOR, at: app.clock.now() });
        const file = resolve(out);
        const bytes = await writePrivateFile(file, [Buffer.from(text)]);
        const next = `Copy it to the other cell, name it in FINGERPRINT_KEY_FILE before that cell’s first start, and remove it here.`;
        return { value: { file, bytes }, lines: [file, next] };
      }),
    );
  fingerprints
    .command('export')
    .description('write the fingerprints of all codes that this cell has or had')
    .requiredOption('--out <name>', OUT)
    .option('--json')
    .action(
      act((app, { out }: { json?: boolean; out: string }) => {
        const exported = { noun: 'fingerprints', filters: {} } as const;
        return writeOut(app, out, exported, fileOf(app));
      }),
    );
  fingerprints
    .command('compare')
    .description('find the codes of another cell here, by the file of its export')
    .requiredOption('--file <name>', 'from stock fingerprints export in the other cell')
    .option('--reject', 'let imports here reject the other cell’s codes as known')
    .option('--discard', 'take codes that both cells have off sale here, unless they are sold')
    .option('--json')
    .action(
      act(async (app, { file, reject = false, discard = false }: CompareOptions) => {
        const by = { actor: OPERATOR, at: app.clock.now() };
        const how = { rejects: reject, discards: discard };
        const { read, known, noted, discarded } = await compareCells(
          app,
          readFile(file, app.vault),
          how,
          by,
        );
        const lots = [...known].map(([lotId, codes]) => ({ lot: formatId('lot', lotId), codes }));
        return {
          value: { read, lots, noted, discarded },
          lines: [
            `${read} codes of the other cell were compared`,
            ...(lots.length === 0 ? ['none of them is here'] : []),
            ...lots.map(({ lot, codes }) => `${lot}  ${codes} codes are in both cells`),
            ...(discard ? [`${discarded} codes were taken off sale here`] : []),
            ...(reject ? [`imports here reject ${noted} codes of the other cell`] : []),
          ],
        };
      }),
    );
}

async function* fileOf({ patient, vault }: Parameters<Parameters<typeof act>[0]>[0]) {
  const [key, cell] = namesOf(vault);
  yield Buffer.from(`psnb2b fingerprints 1 ${key} ${cell}\n`);
  yield* readFingerprints(patient.reads);
  yield END;
}

/** The names of the fingerprint key, and of a key that no other cell has. */
function namesOf(vault: Vault): readonly [key: string, cell: string] {
  return [vault.nameOf('fingerprint'), vault.nameOf('session')];
}

/** Reads the fingerprints of a file, in pieces. Refuses one of another key or of this cell itself, and at its end one that was cut off. */
async function* readFile(name: string, vault: Vault): AsyncGenerator<Buffer[]> {
  let left: Buffer = Buffer.alloc(0);
  let isBegun = false;
  try {
    for await (const piece of createReadStream(name)) {
      left = Buffer.concat([left, piece as Buffer]);
      if (!isBegun) {
        if (left.length < HEAD_BYTES) continue;
        left = afterHead(left, namesOf(vault));
        isBegun = true;
      }
      // The last one may be the end.
      const count = Math.max(Math.floor(left.length / BYTES) - 1, 0);
      yield Array.from({ length: count }, (_, at) => left.subarray(at * BYTES, (at + 1) * BYTES));
      left = left.subarray(count * BYTES);
    }
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw unreadable(name, error);
    throw error;
  }
  if (isBegun && left.equals(END)) return;
  throw refused(`${name} was cut off: export it again, and copy all of it.`);
}

function afterHead(bytes: Buffer, [key, cell]: readonly [string, string]): Buffer {
  const head = HEAD.exec(bytes.subarray(0, HEAD_BYTES).toString('latin1'));
  if (head === null) throw refused('The file is not one of stock fingerprints export.');
  if (head[1] !== key) {
    throw refused(
      'The other cell makes its fingerprints with another key, so they cannot be compared: only a new cell can take that key, at its first start.',
    );
  }
  if (head[2] === cell) throw refused('The file is of this cell itself: name that of another one.');
  return bytes.subarray(HEAD_BYTES);
}

function refused(detail: string): Refusal {
  return invalid({ pointer: '/file', code: 'format', detail });
}

import { extname, resolve } from 'node:path';
import { type Export, recordExport } from '../acts/index.ts';
import type { App } from '../app.ts';
import { invalid } from '../kit/refusal.ts';
import { writePrivateFile } from '../kit/write-private-file.ts';
import { OPERATOR, type Printed } from './session.ts';

/** What the option `--out` says in every command that has it. */
export const OUT = 'the new file; only you can read it, and nothing is overwritten';

/** The kind of a file by the end of its name: one of `kinds`, such as `csv`. */
export function kindOf<const Kind extends string>(name: string, kinds: readonly Kind[]): Kind {
  const kind = kinds.find((each) => extname(name).toLowerCase() === `.${each}`);
  if (kind !== undefined) return kind;
  const ends = kinds.map((each) => `.${each}`).join(' or ');
  throw invalid({ pointer: '/out', code: 'format', detail: `Its name must end in ${ends}.` });
}

type Pieces = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** Writes it, and prints where it is and how large. The audit has the export before the first byte is written. */
export async function writeOut(
  app: App,
  name: string,
  exported: Export,
  pieces: Pieces,
): Promise<Printed> {
  const file = resolve(name);
  const bytes = await writePrivateFile(file, recorded(app, exported, pieces));
  return { value: { file, bytes }, lines: [`${file}: ${bytes} bytes`] };
}

async function* recorded({ database, clock }: App, exported: Export, pieces: Pieces) {
  await recordExport(database, { actor: OPERATOR, at: clock.now() }, exported);
  yield* pieces;
}

/** A month like `2026-11`. */
export function monthOf(text: string): string {
  if (/^20[0-9]{2}-(0[1-9]|1[0-2])$/.test(text)) return text;
  throw invalid({ pointer: '/month', code: 'pattern', detail: 'It must be like 2026-11.' });
}

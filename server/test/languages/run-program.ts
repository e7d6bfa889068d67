import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Language } from '../../src/docs/samples/index.ts';
import { compileGo } from './compile-go.ts';
import { compileJava, JAVA } from './compile-java.ts';

const run = promisify(execFile);
const BYTES_MAX = 64 * 1024 * 1024;

/** How a program of each language that is not compiled before is run: the name of its file, and the command, before that name. */
const HOW: Record<
  Exclude<Language, 'go' | 'java'>,
  { readonly file: string; readonly command: readonly string[] }
> = {
  sh: { file: 'sample.sh', command: ['sh', '-e'] },
  ts: { file: 'sample.ts', command: [process.execPath] },
  php: { file: 'sample.php', command: ['php'] },
  python: { file: 'sample.py', command: ['python3'] },
};

/** The commands of what is compiled, by folder and text. */
const compiled = new Map<string, readonly string[]>();
const keyOf = (folder: string, text: string) => `${folder}\0${text}`;
let batches = 0;

export interface Program {
  readonly language: Language;
  readonly text: string;
  /** A folder of its own, which is made. */
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
}

/** Runs a program and returns what it printed. Rejects with what it said if it fails. */
export async function runProgram({
  language,
  text,
  folder,
  env,
  args = [],
}: Program): Promise<string> {
  await mkdir(folder, { recursive: true });
  const [executable = '', ...words] = await commandOf(language, text, folder);
  const { stdout } = await run(executable, [...words, ...args], {
    cwd: folder,
    maxBuffer: BYTES_MAX,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
  });
  return stdout;
}

/** Compiles programs that will be run in this folder, together where that is cheaper. Rejects with what the compiler said. */
export async function compileAll(
  language: Language,
  texts: readonly string[],
  folder: string,
): Promise<void> {
  if (language !== 'go') return;
  batches += 1;
  const different = [...new Set(texts)];
  const commands = await compileGo(different, join(folder, `go-${batches}`));
  for (const [index, command] of commands.entries()) {
    compiled.set(keyOf(folder, different[index] ?? ''), command);
  }
}

async function commandOf(
  language: Language,
  text: string,
  folder: string,
): Promise<readonly string[]> {
  if (language === 'go') {
    const key = keyOf(folder, text);
    if (!compiled.has(key)) await compileAll(language, [text], folder);
    return compiled.get(key) ?? [];
  }
  if (language === 'java') {
    const path = join(folder, 'Sample.java');
    await writeFile(path, text);
    return [...JAVA, await compileJava(path)];
  }
  const { file, command } = HOW[language];
  await writeFile(join(folder, file), text);
  return [...command, file];
}

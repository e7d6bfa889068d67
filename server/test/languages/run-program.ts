import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Language } from '../../src/docs/samples/index.ts';
import { compileJava, JAVA } from './compile-java.ts';

const run = promisify(execFile);
const BYTES_MAX = 64 * 1024 * 1024;

/** How a program of each language is run: the name of its file, and the command, before that name. */
const HOW: Record<Language, { readonly file: string; readonly command: readonly string[] }> = {
  sh: { file: 'sample.sh', command: ['sh', '-e'] },
  ts: { file: 'sample.ts', command: [process.execPath] },
  php: { file: 'sample.php', command: ['php'] },
  python: { file: 'sample.py', command: ['python3'] },
  go: { file: 'sample.go', command: ['go', 'run'] },
  // Compiled before: its last word is the class.
  java: { file: 'Sample.java', command: JAVA },
};

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
  const { file, command } = HOW[language];
  const [executable = '', ...words] = command;
  await mkdir(folder, { recursive: true });
  const path = join(folder, file);
  await writeFile(path, text);
  const program = language === 'java' ? await compileJava(path) : file;
  const { stdout } = await run(executable, [...words, program, ...args], {
    cwd: folder,
    maxBuffer: BYTES_MAX,
    // Go keeps what it compiled below HOME; without GO111MODULE it asks for a module around one file.
    env: { PATH: process.env.PATH, HOME: process.env.HOME, GO111MODULE: 'off', ...env },
  });
  return stdout;
}

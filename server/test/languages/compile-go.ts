import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Compiles programs in Go and returns the command that runs each. All are linked into one, as packages whose `main` has another name, because linking
 * takes most of the time. Rejects with what the compiler said of any of them.
 */
export async function compileGo(
  programs: readonly string[],
  folder: string,
): Promise<readonly (readonly string[])[]> {
  const names = programs.map((_, index) => `sample${index}`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'go.mod'), 'module samples\n');
  for (const [index, name] of names.entries()) {
    await mkdir(join(folder, name), { recursive: true });
    await writeFile(join(folder, name, 'sample.go'), asPackage(programs[index] ?? '', name));
  }
  const imports = names.map((name) => `\t"samples/${name}"\n`).join('');
  const cases = names.map((name) => `\tcase "${name}":\n\t\t${name}.Main()\n`).join('');
  const main = `package main

import (
	"os"
${imports})

func main() {
	name := os.Args[1]
	os.Args = append(os.Args[:1], os.Args[2:]...)
	switch name {
${cases}	}
}
`;
  await writeFile(join(folder, 'main.go'), main);
  // Without what a debugger reads, as `go run` does it.
  await run('go', ['build', '-ldflags=-w', '-o', 'samples', '.'], {
    cwd: folder,
    // Go keeps what it compiled below HOME.
    env: { PATH: process.env.PATH, HOME: process.env.HOME },
  });
  return names.map((name) => [join(folder, 'samples'), name]);
}

function asPackage(program: string, name: string): string {
  const renamed = program
    .replace(/^package main$/m, `package ${name}`)
    .replace(/^func main\(\) \{$/m, 'func Main() {');
  if (!renamed.includes(`package ${name}`) || !renamed.includes('func Main() {')) {
    throw new Error(`It is no program in Go:\n${program}`);
  }
  return renamed;
}

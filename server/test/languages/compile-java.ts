import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A program lives for a second: a compiler and a collector for long lives double its processor time. */
export const JAVA = ['java', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'] as const;
const COMPILER = fileURLToPath(new URL('Compile.java', import.meta.url));

let compiler: ReturnType<typeof begin> | undefined;
let last: Promise<unknown> = Promise.resolve();

/**
 * Compiles a file of Java into its folder, as `java FILE` does, and returns the name of its first class, which that command would run. Rejects
 * with what the compiler said. One compiler serves all files of this process: one for each file would take most of the time of these tests.
 */
export function compileJava(path: string): Promise<string> {
  const answer = last.then(async () => {
    compiler ??= begin();
    compiler.input.write(`${path}\n`);
    const { value, done } = await compiler.answers.next();
    if (done || value.startsWith('failed: ')) throw new Error(value ?? 'the compiler ended');
    return value;
  });
  last = answer.catch(() => {});
  return answer;
}

/** Ends with this process, which it does not keep alive. */
function begin() {
  const [java, ...words] = JAVA;
  const child = spawn(java, [...words, COMPILER], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.unref();
  const streams: unknown[] = [child.stdin, child.stdout];
  for (const stream of streams) (stream as { unref(): void }).unref();
  return {
    input: child.stdin,
    answers: createInterface(child.stdout)[Symbol.asyncIterator]() as AsyncIterator<
      string,
      undefined
    >,
  };
}

import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files of more than a minute: one that began late would be the last to end. */
const LONGEST = /^(e2e\/pages\.test|server\/test\/languages\/story\.language)\.ts$/;
/** Files that keep a processor busy for long, and files that mostly wait: for time-outs, restarts and retries. */
const BUSY = /^(e2e\/|.*\.language\.ts$)/;
const WAITING = /^server\/(test\/(faults|webhooks|wire)|src\/(postgres|kit\/database))\//;
const LONG = /^server\/test\/(web-apps|thief|flows|patterns)\//;

/**
 * Runs long test files first, judged by their folder, so that at the end no worker waits for another; and a file that
 * waits beside one that is busy, so that no processor is idle.
 */
export class LongestFirst extends BaseSequencer {
  /** Vitest's own order needs the times of an earlier run, which a fresh checkout does not have. */
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { root } = this.ctx.config;
    const left = await super.sort(files);
    const take = (kind: RegExp) => {
      const taken = left.filter(({ moduleId }) => kind.test(moduleId.slice(root.length + 1)));
      for (const file of taken) left.splice(left.indexOf(file), 1);
      return taken;
    };
    const busy = [...take(LONGEST), ...take(BUSY)];
    const [waiting, long] = [take(WAITING), take(LONG)];
    const pairs = waiting.flatMap((file, index) => [...busy.slice(index, index + 1), file]);
    return [...pairs, ...busy.slice(waiting.length), ...long, ...left];
  }
}

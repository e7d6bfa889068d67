import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Runs long test files first, judged by their folder, so that at the end no worker waits for another. */
const LONG = [/^e2e\//, /^server\/test\/faults\//, /^server\/test\/(web-apps|webhooks|thief)\//];

/** Vitest's own order needs the times of an earlier run, which a fresh checkout does not have. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { root } = this.ctx.config;
    const rankOf = ({ moduleId }: TestSpecification) => {
      const path = moduleId.slice(root.length + 1);
      const rank = LONG.findIndex((each) => each.test(path));
      return rank === -1 ? LONG.length : rank;
    };
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => rankOf(a) - rankOf(b));
  }
}

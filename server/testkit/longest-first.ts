import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes long begins first, so that at the end no worker waits for another: by where a file is. */
const LONG = [/^e2e\//, /^server\/test\/faults\//, /^server\/test\/(web-apps|webhooks|thief)\//];

/** Vitest's own order needs the times of a run before, which a fresh checkout has not. */
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

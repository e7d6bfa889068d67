import { compute, task } from '../kit/compute/index.ts';
import type { StatementSheet } from './render-statement-task.ts';

const renderTask = task<typeof import('./render-statement-task.ts').run>(
  new URL('./render-statement-task.ts', import.meta.url),
);

/** A statement as PDF. */
export function printSheet(sheet: StatementSheet): Promise<Uint8Array<ArrayBuffer>> {
  return compute(renderTask, sheet);
}

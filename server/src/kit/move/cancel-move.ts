import { DatabaseProblem } from '../database/index.ts';
import { readMark, reopenDatabase, writeMark } from './mark.ts';
import { type MoveSide, openSide } from './side.ts';

/**
 * Gives up a move that has not ended, and opens the old database again. `to` is null if the new database is lost: then nobody may ever use it. Throws a
 * `DatabaseProblem` if the copy is complete, because the shop could then be served from both.
 */
export async function cancelMove(from: MoveSide, to: MoveSide | null): Promise<void> {
  await using stack = new AsyncDisposableStack();
  const old = await openSide(stack, from);
  const mark = await readMark(old);
  if (mark?.side !== 'old' || mark.phase === 'done') {
    throw new DatabaseProblem(
      mark?.side === 'old'
        ? `The move to ${mark.other} has ended at ${mark.at}, and cannot be given up: the shop is there now.`
        : 'No move of this database has begun.',
    );
  }
  if (to !== null) {
    const fresh = await openSide(stack, to);
    const found = await readMark(fresh);
    if (found?.id === mark.id && found.phase === 'done') {
      throw new DatabaseProblem(
        `${to.name} has everything already: run psnb2b-server move again, which finishes it.`,
      );
    }
    // Nobody can finish it from now on: its copy would be of another move.
    if (found?.id === mark.id) await writeMark(fresh, { ...found, id: 'cancelled' });
  }
  await reopenDatabase(old);
}

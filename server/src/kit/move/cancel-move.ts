import { DatabaseProblem, type MoveMark } from '../database/index.ts';
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
  if (to !== null) await giveUpCopy(stack, to, mark);
  await reopenDatabase(old);
}

/** Nobody can finish the move from now on: its copy is of none. A cancel that was killed after this does it again. */
async function giveUpCopy(
  stack: AsyncDisposableStack,
  to: MoveSide,
  { id, other }: MoveMark,
): Promise<void> {
  if (other !== to.name) {
    throw new DatabaseProblem(
      `The move of this database goes to ${other}, and not to ${to.name}: name that one with --to.`,
    );
  }
  const fresh = await openSide(stack, to);
  const found = await readMark(fresh);
  const cancelled = `cancelled:${id}`;
  if (found?.side !== 'new' || (found.id !== id && found.id !== cancelled)) {
    throw new DatabaseProblem(
      `The database that answers at ${to.name} has no copy of this move: name with --to where the copy is, or say --lost if it is gone for good and nobody will ever use it.`,
    );
  }
  if (found.phase === 'done') {
    throw new DatabaseProblem(
      `${to.name} has everything already: run psnb2b-server move again, which finishes it.`,
    );
  }
  await writeMark(fresh, { ...found, id: cancelled });
}

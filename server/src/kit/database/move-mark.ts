/** The schema whose comment says what a database is to a move (decision 70). Every role can read it, and no row of ours has to be written. */
export const MOVE_SCHEMA = 'psnb2b_move';

/** The setting of a connection that works on a move itself, and is not refused for it. */
export const MOVING = 'psnb2b.moving';

/** Reads the mark as text; null if the database has none. */
export const MOVE_MARK = `obj_description(to_regnamespace('${MOVE_SCHEMA}'), 'pg_namespace')`;

export interface MoveMark {
  readonly id: string;
  readonly side: 'old' | 'new';
  readonly phase: 'copying' | 'done';
  /** The other database for people, without a password: `db.example.com:5432/psnb2b`. */
  readonly other: string;
  readonly at: string;
}

export function parseMoveMark(text: string | null): MoveMark | null {
  return text === null ? null : (JSON.parse(text) as MoveMark);
}

/** Why nobody may work on a database: its rows are elsewhere, or not all of them are here. Null if it can be used. */
export function moveProblem({ side, phase, other, at }: MoveMark): string | null {
  if (side === 'old' && phase === 'done') {
    return `The shop was moved from this database to ${other} at ${at}: set DATABASE_URL and DATABASE_OWNER_URL to that one.`;
  }
  if (side === 'old') {
    return `A move of this database to ${other} has begun and not ended: run psnb2b-server move again to finish it, or psnb2b-server move cancel to stay here.`;
  }
  if (phase === 'copying') {
    return `A move from ${other} into this database has not ended: run psnb2b-server move again there, and use this database when it has ended.`;
  }
  return null;
}

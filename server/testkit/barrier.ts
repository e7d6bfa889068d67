import type { Shop } from './shop.ts';

/** Holds whoever inserts into one table, in the middle of their transaction, while it is closed. */
export interface Barrier {
  setOpen(open: boolean): Promise<void>;
  /** How many transactions wait at it. */
  waiting(): Promise<number>;
}

/** Places an open barrier before the inserts of a table: `schema.table`. */
export async function placeBarrier(shop: Pick<Shop, 'rows'>, table: string): Promise<Barrier> {
  for (const statement of [
    'CREATE TABLE barrier (open bool)',
    'INSERT INTO barrier VALUES (true)',
    'GRANT SELECT ON barrier TO PUBLIC',
    `CREATE FUNCTION pass() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
       WHILE NOT (SELECT open FROM public.barrier) LOOP PERFORM pg_sleep(0.02); END LOOP;
       RETURN NEW; END $$`,
    `CREATE TRIGGER pass BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION pass()`,
  ]) {
    await shop.rows(statement);
  }
  return {
    setOpen: async (open) => void (await shop.rows('UPDATE barrier SET open = $1', [open])),
    waiting: async () => {
      const rows = await shop.rows(
        `SELECT FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()`,
      );
      return rows.length;
    },
  };
}

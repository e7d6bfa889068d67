import type { QueryResultRow } from 'pg';

export interface Rows<Row> {
  readonly rows: Row[];
  readonly rowCount: number;
}

/** What a verb may read through. */
export interface Db {
  /** `name` makes it a prepared statement of that name on each connection. */
  query<Row extends QueryResultRow>(
    text: string,
    values?: readonly unknown[],
    name?: string,
  ): Promise<Rows<Row>>;
}

/** What a verb may write through; only `database.transaction` creates one. */
export interface Tx extends Db {
  readonly writes: true;
}

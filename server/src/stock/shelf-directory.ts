import type { Database } from '../kit/database/index.ts';

/** The shelf of a product in a mode. Shelves never change, so found ones are cached. */
export class ShelfDirectory {
  readonly #database: Database;
  readonly #shelves = new Map<string, number>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** The shelf's id; null if the product has none yet. */
  async find(productId: number, mode: 'live' | 'test'): Promise<number | null> {
    const known = this.#shelves.get(`${productId} ${mode}`);
    if (known !== undefined) return known;
    const { rows } = await this.#database.reads.query<{
      shelf_id: number;
      product_id: number;
      mode: string;
    }>('SELECT shelf_id, product_id, mode FROM stock.shelves');
    for (const row of rows) this.#shelves.set(`${row.product_id} ${row.mode}`, row.shelf_id);
    return this.#shelves.get(`${productId} ${mode}`) ?? null;
  }
}

import type { Database } from '../kit/database/index.ts';
import { accountsOf, type TenantAccounts } from './accounts.ts';

/** The account ids of tenants, cached because they never change. */
export class AccountDirectory {
  readonly #database: Database;
  readonly #tenants = new Map<number, TenantAccounts>();

  constructor(database: Database) {
    this.#database = database;
  }

  async find(tenantId: number): Promise<TenantAccounts> {
    const known = this.#tenants.get(tenantId);
    if (known) return known;
    const found = await accountsOf(this.#database.reads, tenantId);
    this.#tenants.set(tenantId, found);
    return found;
  }
}

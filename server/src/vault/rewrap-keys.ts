import type { Tx } from '../kit/database/index.ts';
import type { Keyring } from './keyring.ts';
import { type KeyPurpose, unwrapKey, wrapKey } from './wrapped-key.ts';

const BATCH = 100;

interface WrappedRow {
  readonly id: string;
  readonly kek_version: number;
  readonly wrapped: Buffer;
}

/** Rewraps some data keys that are not under `version` yet; returns how many. */
export async function rewrapDataKeys(tx: Tx, keyring: Keyring, version: number): Promise<number> {
  const { rows } = await tx.query<WrappedRow>(
    `SELECT data_key_id AS id, kek_version, wrapped FROM vault.data_keys
      WHERE kek_version <> $1 ORDER BY data_key_id LIMIT $2 FOR NO KEY UPDATE`,
    [version, BATCH],
  );
  const wrapped = await rewrap(rows, keyring, version, (lotId) => ({ kind: 'data-key', lotId }));
  await tx.query(
    `UPDATE vault.data_keys k SET kek_version = $1, wrapped = u.wrapped
       FROM unnest($2::uuid[], $3::bytea[]) u(id, wrapped) WHERE k.data_key_id = u.id`,
    [version, rows.map((row) => row.id), wrapped],
  );
  return rows.length;
}

/** Rewraps the named keys that are not under `version` yet; returns how many. */
export async function rewrapNamedKeys(tx: Tx, keyring: Keyring, version: number): Promise<number> {
  const { rows } = await tx.query<WrappedRow>(
    `SELECT name AS id, kek_version, wrapped FROM vault.named_keys
      WHERE kek_version <> $1 ORDER BY name FOR NO KEY UPDATE`,
    [version],
  );
  const wrapped = await rewrap(rows, keyring, version, (name) => ({ kind: 'named-key', name }));
  await tx.query(
    `UPDATE vault.named_keys k SET kek_version = $1, wrapped = u.wrapped
       FROM unnest($2::text[], $3::bytea[]) u(id, wrapped) WHERE k.name = u.id`,
    [version, rows.map((row) => row.id), wrapped],
  );
  return rows.length;
}

async function rewrap(
  rows: readonly WrappedRow[],
  keyring: Keyring,
  version: number,
  purposeOf: (id: string) => KeyPurpose,
): Promise<Buffer[]> {
  const next = await keyring.key(version);
  const wrapped: Buffer[] = [];
  for (const row of rows) {
    const purpose = purposeOf(row.id);
    const old = await keyring.key(row.kek_version);
    wrapped.push(
      wrapKey(next, version, purpose, unwrapKey(old, row.kek_version, purpose, row.wrapped)),
    );
  }
  return wrapped;
}

import type { Db, Tx } from '../../kit/database/index.ts';
import { Secret } from '../../kit/secret.ts';
import type { Vault } from '../../vault/index.ts';
import { emptyProfile, type Profile } from './profile.ts';
import { registrationHash } from './registration-hash.ts';

const SEALED_MAX = 100;

export async function findProfile(
  db: Db,
  vault: Vault,
  partnerId: string,
): Promise<{ profile: Profile; updatedAt: Date | null }> {
  const { rows } = await db.query<{ data: string | null; sealed: Buffer; updated_at: Date }>(
    'SELECT data, sealed, updated_at FROM partners.profiles WHERE partner_id = $1',
    [partnerId],
  );
  if (!rows[0]) return { profile: emptyProfile, updatedAt: null };
  const { data, sealed, updated_at: updatedAt } = rows[0];
  const text = data ?? vault.openSecret('profiles', placeOf(partnerId), sealed).reveal();
  return { profile: { ...emptyProfile, ...(JSON.parse(text) as Profile) }, updatedAt };
}

/** Sealed as a whole, because it contains names, birth dates and tax numbers of people. */
export async function storeProfile(
  tx: Tx,
  vault: Vault,
  partnerId: string,
  profile: Profile,
  at: Date,
): Promise<void> {
  await tx.query(
    `INSERT INTO partners.profiles (partner_id, sealed, registration_hash, updated_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (partner_id) DO UPDATE
       SET data = NULL, sealed = excluded.sealed, registration_hash = excluded.registration_hash,
           updated_at = excluded.updated_at`,
    [
      partnerId,
      seal(vault, partnerId, JSON.stringify(profile)),
      registrationHash(vault, profile.registration_number),
      at,
    ],
  );
}

/** Seals profiles that were stored before profiles were sealed, and hashes registration numbers from before; returns how many. */
export async function sealProfiles(tx: Tx, vault: Vault): Promise<number> {
  const { rows } = await tx.query<{ partner_id: string }>(
    `SELECT partner_id FROM partners.profiles WHERE data IS NOT NULL OR registration_hash IS NULL
      LIMIT ${SEALED_MAX} FOR UPDATE SKIP LOCKED`,
  );
  for (const { partner_id: partnerId } of rows) {
    const { profile } = await findProfile(tx, vault, partnerId);
    await tx.query(
      'UPDATE partners.profiles SET data = NULL, sealed = $2, registration_hash = $3 WHERE partner_id = $1',
      [
        partnerId,
        seal(vault, partnerId, JSON.stringify(profile)),
        registrationHash(vault, profile.registration_number),
      ],
    );
  }
  return rows.length;
}

function seal(vault: Vault, partnerId: string, text: string): Buffer {
  return vault.sealSecret('profiles', placeOf(partnerId), new Secret(text));
}

function placeOf(partnerId: string) {
  return { kind: 'profile', ids: [partnerId] };
}

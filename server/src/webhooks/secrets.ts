import type { Db, Tx } from '../kit/database/index.ts';
import { newUuid } from '../kit/ids.ts';
import { Secret } from '../kit/secret.ts';
import type { SecretPlace, Vault } from '../vault/index.ts';
import { createSecretText, type SigningKey, signingKey } from './sign-delivery.ts';

function placeOf(endpointId: string, secretId: string): SecretPlace {
  return { kind: 'webhook secret', ids: [endpointId, secretId] };
}

/** Makes a secret for an endpoint and seals it to its row; the caller shows it once. */
export async function addSecret(
  tx: Tx,
  vault: Vault,
  endpointId: string,
  at: Date,
): Promise<Secret<string>> {
  const secretId = newUuid(at.getTime());
  const secret = new Secret(createSecretText());
  await tx.query(
    `INSERT INTO webhooks.secrets (secret_id, endpoint_id, sealed, created_at)
     VALUES ($1, $2, $3, $4)`,
    [
      secretId,
      endpointId,
      vault.sealSecret('webhook-secrets', placeOf(endpointId, secretId), secret),
      at,
    ],
  );
  return secret;
}

export function openSigningKey(
  vault: Vault,
  endpointId: string,
  row: { readonly id: string; readonly sealed: Buffer; readonly expiresAt: Date | null },
): SigningKey {
  const place = placeOf(endpointId, row.id);
  return signingKey(vault.openSecret('webhook-secrets', place, row.sealed), row.expiresAt);
}

/** The keys of an endpoint, oldest first, whatever its state. */
export async function readSigningKeys(
  db: Db,
  vault: Vault,
  endpointId: string,
): Promise<SigningKey[]> {
  const { rows } = await db.query<{ id: string; sealed: Buffer; expiresAt: Date | null }>(
    `SELECT secret_id AS id, sealed, expires_at AS "expiresAt" FROM webhooks.secrets
      WHERE endpoint_id = $1 ORDER BY expires_at NULLS LAST, created_at`,
    [endpointId],
  );
  return rows.map((row) => openSigningKey(vault, endpointId, row));
}

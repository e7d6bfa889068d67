import { type Invariant, sqlInvariant } from '../kit/invariant.ts';

export const vaultInvariants: readonly Invariant[] = [
  sqlInvariant(
    'V1a',
    'no data key or named key is under a retired key-encryption key',
    `SELECT (SELECT count(*) FROM vault.data_keys)
          + (SELECT count(*) FROM vault.named_keys) AS count`,
    `SELECT k.what AS broken
       FROM (SELECT 'data key ' || d.data_key_id AS what, d.kek_version FROM vault.data_keys d
             UNION ALL
             SELECT 'named key ' || n.name, n.kek_version FROM vault.named_keys n) k
       JOIN vault.key_encryption_keys e ON e.version = k.kek_version
      WHERE e.state = 'retired'`,
  ),
];

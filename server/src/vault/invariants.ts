import type { Db } from '../kit/database/index.ts';

/** V1, the vault's part: what wraps keys is known and not retired. */
export const vaultInvariants = [
  {
    id: 'V1',
    title: 'no data key or named key is under a retired key-encryption key',
    async count(db: Db): Promise<{ checked: number; broken: string[] }> {
      const { rows } = await db.query<{ checked: number; broken: string[] | null }>(
        `SELECT count(*) AS checked,
                array_agg(k.what ORDER BY k.what) FILTER (WHERE e.state = 'retired') AS broken
           FROM (SELECT 'data key ' || d.data_key_id AS what, d.kek_version FROM vault.data_keys d
                 UNION ALL
                 SELECT 'named key ' || n.name, n.kek_version FROM vault.named_keys n) k
           JOIN vault.key_encryption_keys e ON e.version = k.kek_version`,
      );
      return { checked: rows[0]?.checked ?? 0, broken: rows[0]?.broken ?? [] };
    },
  },
];

import { recordAudit } from '../audit/index.ts';
import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';
import { rotateKek } from '../vault/index.ts';

/** Rotates the key-encryption key; the audit row has the number of rewrapped keys. */
export async function rotateKekOf(
  parts: Parameters<typeof rotateKek>[0] & { readonly database: Database; readonly clock: Clock },
  actor: string,
): Promise<Awaited<ReturnType<typeof rotateKek>>> {
  const value = await rotateKek(parts);
  await parts.database.transaction((tx) =>
    recordAudit(tx, {
      ...{ at: parts.clock.now(), actor, action: 'kek.rotated' },
      subject: `version ${value.version}`,
      detail: { rewrapped: value.rewrapped },
    }),
  );
  return value;
}

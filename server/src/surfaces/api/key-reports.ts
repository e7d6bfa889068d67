import type { KeyObject } from 'node:crypto';
import { operations } from '@psnb2b/contract';
import type { Database, VersionWatch } from '../../kit/database/index.ts';
import { type Call, json } from '../../kit/http/index.ts';
import { formatId } from '../../kit/ids.ts';
import type { Logger } from '../../kit/log.ts';
import type { Teller } from '../../notifications/index.ts';
import { type KeyEntry, keyRoute, reportKey } from '../../partners/index.ts';

interface KeyReportParts extends Teller {
  readonly database: Database;
  readonly pepper: KeyObject;
  readonly versions: VersionWatch;
  readonly log: Logger;
}

export function keyReportRoutes(app: KeyReportParts) {
  return [
    keyRoute(operations.reportKey, async (call) => {
      await report(app, call);
      return json(202, { object: 'key_report', status: 'received' });
    }),
  ];
}

/** A leaked key is revoked at once, whoever reports it; the reply never reveals whether it was real. */
async function report(
  app: KeyReportParts,
  call: Call<KeyEntry, typeof operations.reportKey>,
): Promise<void> {
  const revoked = await reportKey(app, call.body.key, { ...call, actor: 'anyone' });
  if (!revoked) return;
  await app.versions.poll();
  app.log.warn({ key: formatId('key', revoked.keyId) }, 'a leaked key was reported and revoked');
}

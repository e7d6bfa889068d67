import { json } from '../../kit/http/index.ts';
import { formatId } from '../../kit/ids.ts';
import { reportKey } from '../../partners/index.ts';
import { onApi } from '../calls.ts';
import type { Parts } from '../parts.ts';

export function keyReportRoutes(parts: Parts) {
  return onApi({
    /** A leaked key is revoked at once, whoever reports it; the reply never reveals whether it was real. */
    reportKey: async (call) => {
      const revoked = await reportKey(parts, call.body.key, { ...call, actor: 'anyone' });
      if (revoked) {
        await parts.versions.poll();
        const key = formatId('key', revoked.keyId);
        parts.log.warn({ key }, 'a leaked key was reported and revoked');
      }
      return json(202, { object: 'key_report', status: 'received' });
    },
  });
}

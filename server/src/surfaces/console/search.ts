import { searchForStaff } from '../../acts/index.ts';
import { json } from '../../kit/http/index.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { partnerRefs } from '../present/partner-refs.ts';

/** What the command palette of the console finds. */
export function searchRoutes(parts: Parts) {
  const { reads } = parts.database;
  return onConsole({
    search: async ({ body, caller }) => {
      const { found, failed } = await searchForStaff(
        { ...parts, reads },
        body.text.trim(),
        caller.role,
      );
      const owned = found.flatMap(({ partnerId }) => (partnerId === null ? [] : [{ partnerId }]));
      const refs = await partnerRefs(reads, owned);
      const data = found.map(({ partnerId, ...each }) => ({
        object: 'search_result' as const,
        ...each,
        partner: partnerId === null ? null : refs(partnerId),
      }));
      return json(200, { object: 'search' as const, data, failed: [...failed] });
    },
  });
}

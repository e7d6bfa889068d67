import { searchForPartner } from '../../acts/index.ts';
import { json } from '../../kit/http/index.ts';
import { onPortal } from '../calls.ts';
import type { Parts } from '../parts.ts';

/** What the command palette of the portal finds. */
export function searchRoutes(parts: Parts) {
  const { reads } = parts.database;
  return onPortal({
    search: async ({ body, caller }) => {
      const { found, failed } = await searchForPartner(
        { ...parts, reads },
        body.text.trim(),
        caller,
      );
      const data = found.map(({ id, kind, title, status, mode }) => ({
        object: 'search_result' as const,
        ...{ id, kind, title, status, mode },
      }));
      return json(200, { object: 'search' as const, data, failed: [...failed] });
    },
  });
}

import { Facts, groupDigits, Section } from '@psnb2b/ui';
import { useRead } from '../../client.ts';
import { words } from '../quotas/words.ts';

/** What a business used of its quotas today; nothing if it used none. */
export function UsedTodaySection({ partnerId }: { readonly partnerId: string }) {
  const { data } = useRead('/partners/{partner_id}/quotas', { path: { partner_id: partnerId } });
  if (data === undefined || data.data.length === 0) return null;
  return (
    <Section title={words.today} lead={words.todayLead}>
      <Facts
        facts={data.data.map(({ what, mode, used, per_day }) => [
          mode === null ? what : `${what} (${mode})`,
          words.ofPerDay(groupDigits(used), groupDigits(per_day)),
        ])}
      />
    </Section>
  );
}

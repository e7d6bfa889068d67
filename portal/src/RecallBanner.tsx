import { Alert } from '@mantine/core';
import { Link } from '@psnb2b/ui';
import { at } from '@psnb2b/ui/pages';
import { useRead } from './client.ts';
import { words } from './pages/recalls/words.ts';
import { to } from './pages.ts';

/** Above every page, as long as this person has not read every recall of live codes. */
export function RecallBanner() {
  const { data } = useRead('/recalls', { query: { unread: true, limit: 100 } }).data ?? {};
  const [first] = data ?? [];
  if (!data || !first) return null;
  const codes = data.reduce((sum, recall) => sum + recall.codes, 0);
  const isOne = data.length === 1;
  return (
    <Alert color="red" variant="outline" mb="md">
      {isOne ? words.banner.one(codes) : words.banner.many(data.length, codes)}{' '}
      <Link to={isOne ? to.recall(first.id) : at(to.recalls, { unread: 'true' })}>
        {words.banner.see}
      </Link>
    </Alert>
  );
}

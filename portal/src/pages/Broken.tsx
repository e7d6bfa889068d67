import { Button } from '@mantine/core';
import { Gate } from '@psnb2b/ui';
import { t } from '../text/text.ts';
import { to } from '../to.ts';

/** Where a page ends that threw. */
export function Broken() {
  return (
    <Gate app={t.app} home={to.home} title={t.broken.title} lead={t.broken.lead}>
      <Button onClick={() => location.reload()}>{t.broken.reload}</Button>
    </Gate>
  );
}

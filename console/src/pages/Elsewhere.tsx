import { Gate } from '@psnb2b/ui';
import { Link } from 'react-router';
import { t } from '../text/text.ts';
import { to } from '../to.ts';

/** Every address that is no page. */
export function Elsewhere() {
  return (
    <Gate app={t.app} home={to.home} title={t.notFound.title} lead={t.notFound.lead}>
      <Link to={to.home}>{t.notFound.back}</Link>
    </Gate>
  );
}

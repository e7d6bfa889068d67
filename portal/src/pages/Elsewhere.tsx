import { Gate, take } from '@psnb2b/ui';
import { LinkPage } from '@psnb2b/ui/account';
import { Link, useLocation } from 'react-router';
import { api } from '../api/api.ts';
import { t } from '../text/text.ts';
import { to } from '../to.ts';

/** Where links of e-mails lead, and every address that is no page. */
export function Elsewhere() {
  const { pathname, hash } = useLocation();
  if (hash.startsWith('#token=') || pathname === to.link) {
    return (
      <LinkPage
        confirmSignUp={(token, password) =>
          take(api.POST('/sign-up/confirm', { body: { token, password } }))
        }
      />
    );
  }
  return (
    <Gate app={t.app} home={to.home} title={t.notFound.title} lead={t.notFound.lead}>
      <Link to={to.home}>{t.notFound.back}</Link>
    </Gate>
  );
}

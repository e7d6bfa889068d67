import { take } from '@psnb2b/ui';
import { LinkPage } from '@psnb2b/ui/account';
import { api } from '../api/api.ts';

/** Where links of e-mails lead. */
export function LinkedPage() {
  return (
    <LinkPage
      confirmSignUp={(token, password) =>
        take(api.POST('/sign-up/confirm', { body: { token, password } }))
      }
    />
  );
}

import { Page } from '@psnb2b/ui';
import {
  EmailSection,
  FactorSection,
  PasskeySection,
  PasswordSection,
  SessionSection,
  YouSection,
} from '@psnb2b/ui/account';
import { t } from '../../text/text.ts';

export function AccountPage() {
  return (
    <Page title={t.accountPage.title} of={t.app} lead={t.accountPage.lead} width="text">
      <YouSection />
      <EmailSection />
      <PasswordSection />
      <FactorSection />
      <PasskeySection />
      <SessionSection />
    </Page>
  );
}

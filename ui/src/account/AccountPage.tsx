import { Page } from '../page/Page.tsx';
import { text } from '../text/text.ts';
import { PasskeySection, SessionSection } from './AccessSections.tsx';
import { useAccount } from './account.ts';
import { EmailSection } from './EmailSection.tsx';
import { FactorSection, PasswordSection, YouSection } from './SecuritySections.tsx';

/** Everything that a person sets about their own account. */
export function AccountPage() {
  const { app } = useAccount();
  return (
    <Page title={text.account} of={app} lead={text.security.lead} width="text">
      <YouSection />
      <EmailSection />
      <PasswordSection />
      <FactorSection />
      <PasskeySection />
      <SessionSection />
    </Page>
  );
}

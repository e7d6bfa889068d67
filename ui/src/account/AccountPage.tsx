import { Page } from '../page/Page.tsx';
import { text } from '../text/text.ts';
import { PasskeySection, SessionSection } from './AccessSections.tsx';
import { EmailSection } from './EmailSection.tsx';
import { FactorSection, PasswordSection, YouSection } from './SecuritySections.tsx';

/** Everything that a person sets about their own account. */
export function AccountPage() {
  return (
    <Page title={text.account} lead={text.security.lead} width="text">
      <YouSection />
      <EmailSection />
      <PasswordSection />
      <FactorSection />
      <PasskeySection />
      <SessionSection />
    </Page>
  );
}

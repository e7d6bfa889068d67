import { Page } from '../page/Page.tsx';
import { text } from '../text/text.ts';
import { PasskeySection, SessionSection } from './AccessSections.tsx';
import { EmailSection } from './EmailSection.tsx';
import { FactorSection, PasswordSection, YouSection } from './SecuritySections.tsx';
import { words } from './words.ts';

/** The settings of a person's own account. */
export function AccountPage() {
  return (
    <Page title={text.account} lead={words.security.lead} width="text">
      <YouSection />
      <EmailSection />
      <PasswordSection />
      <FactorSection />
      <PasskeySection />
      <SessionSection />
    </Page>
  );
}

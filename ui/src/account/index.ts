export { PasskeySection, SessionSection } from './AccessSections.tsx';
export {
  type Account,
  AccountContext,
  forgetMe,
  type Me,
  meQuery,
  useAccount,
  useMe,
  useSetMe,
} from './account.ts';
export { EmailSection } from './EmailSection.tsx';
export { EnrolPage } from './EnrolPage.tsx';
export { ForgotPage } from './ForgotPage.tsx';
export { LinkPage } from './LinkPage.tsx';
export { NotificationsPage } from './NotificationsPage.tsx';
export { FactorSection, PasswordSection, YouSection } from './SecuritySections.tsx';
export { SignedIn } from './SignedIn.tsx';
export { SignInPage } from './SignInPage.tsx';

export { AccountPage } from './AccountPage.tsx';
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
export { EnrolPage } from './EnrolPage.tsx';
export { ForgotPage } from './ForgotPage.tsx';
export { keep, kept } from './kept.ts';
export { LinkPage } from './LinkPage.tsx';
export { NotificationsPage } from './NotificationsPage.tsx';
export { SignedIn } from './SignedIn.tsx';
export { SignInPage } from './SignInPage.tsx';

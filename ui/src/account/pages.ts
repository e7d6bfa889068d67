/** The account pages, which are loaded when one of them is opened. */
export { AccountPage } from './AccountPage.tsx';
export { EnrolPage } from './EnrolPage.tsx';
export { ForgotPage } from './ForgotPage.tsx';
export { LinkPage } from './LinkPage.tsx';
export { NotificationsPage } from './NotificationsPage.tsx';
export { SignInPage } from './SignInPage.tsx';

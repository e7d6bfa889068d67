export { EnrolPage, ForgotPage, LinkPage, NotificationsPage, SignInPage } from '@psnb2b/ui/account';

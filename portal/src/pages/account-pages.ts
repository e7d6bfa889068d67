export { AccountPage, EnrolPage, ForgotPage, NotificationsPage } from '@psnb2b/ui/account';

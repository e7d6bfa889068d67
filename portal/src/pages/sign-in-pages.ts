export {
  AccountPage,
  EnrolPage,
  ForgotPage,
  NotificationsPage,
  SignInPage,
} from '@psnb2b/ui/account';

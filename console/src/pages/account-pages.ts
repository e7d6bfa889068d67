export {
  AccountPage,
  EnrolPage,
  ForgotPage,
  LinkPage,
  NotificationsPage,
} from '@psnb2b/ui/account';

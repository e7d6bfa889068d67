export { composeEmail, type Letter, type Letterhead } from './compose.ts';
export { type Email, NOBODY_READS } from './email.ts';
export { Mailer } from './mailer.ts';
export { pruneEmails } from './prune-emails.ts';
export {
  countFailedEmails,
  type EmailFilters,
  emailPages,
  emailSubjects,
  findEmail,
  listEmails,
  oldestFailedEmail,
  retryEmail,
} from './read-emails.ts';
export { forgetLinks, type MailParts, recallEmails, sendEmails } from './send-emails.ts';
export { writeEmail } from './write-email.ts';

import { acting, ok, reading, type WebAppOperation } from '../kit/web-app-operation.ts';
import { BackupStated, EmailTestArrived, SetUp, SetUpDismissal } from './schemas.ts';

/** Setting a shop up. */
export const consoleSetUpOperations = {
  getSetUp: {
    ...reading,
    tag: 'Company',
    id: 'getSetUp',
    path: '/set-up',
    summary: 'Read how far the shop is set up',
    description: 'Every answer is read from the data now; no step is stored.',
    replies: ok(SetUp, 'Its state.'),
  },
  sendEmailTest: {
    ...acting,
    tag: 'Company',
    roles: ['admin'],
    id: 'sendEmailTest',
    path: '/set-up/email-test',
    summary: 'Send yourself a test e-mail',
    description:
      'Its link says that it arrived. A newer one replaces it; at most five an hour. Nobody can read its link in the outbox.',
    replies: ok(SetUp, 'The state.'),
    refusals: ['invalid_state'],
  },
  confirmEmailTest: {
    ...acting,
    tag: 'Company',
    roles: ['admin'],
    id: 'confirmEmailTest',
    path: '/set-up/email-test/arrived',
    summary: 'Say that the test e-mail arrived',
    description: 'By its link, and only by the person whom it was sent to.',
    body: EmailTestArrived,
    replies: ok(SetUp, 'The state.'),
    refusals: ['link_invalid'],
  },
  stateBackup: {
    ...acting,
    tag: 'Company',
    roles: ['admin'],
    id: 'stateBackup',
    path: '/set-up/backup',
    summary: 'State where the backups are',
    description:
      'For backups that the software does not make. A statement counts for 90 days from the day on which a backup was last restored as a trial.',
    body: BackupStated,
    replies: ok(SetUp, 'The state.'),
  },
  dismissSetUp: {
    ...acting,
    tag: 'Company',
    roles: ['admin'],
    id: 'dismissSetUp',
    path: '/set-up/dismissal',
    summary: 'Hide the guide on the first page, or show it again',
    description: 'For all staff; the page Set-up stays.',
    body: SetUpDismissal,
    replies: ok(SetUp, 'The state.'),
  },
} as const satisfies Record<string, WebAppOperation>;

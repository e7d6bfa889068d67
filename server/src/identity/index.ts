export { acceptInvitation, changePassword, confirmSignUp, resetPassword } from './accept-links.ts';
export {
  accessReviewPages,
  countAccessDue,
  findAccessReview,
  listAccessReviews,
  listReviewedAccess,
  listStaffAccess,
  type ReviewedAccess,
  type StaffAccess,
  signAccessReview,
} from './access-reviews.ts';
export { actorNames } from './actor-names.ts';
export { actorTexts } from './actor-texts.ts';
export { askForPasswordReset, askToSignUp } from './ask-for-link.ts';
export {
  createSessionAuthoriser,
  HSTS,
  type IsSuspended,
  personOfPage,
  type WebAppNeeds,
} from './authoriser.ts';
export { askForEmailChange, changeEmail } from './change-email.ts';
export { changeStaff, isWaiting, makeAdmin, proposeFactorReset } from './change-staff.ts';
export {
  changeName,
  changeUser,
  lockForChange,
  resetFactors,
  type UserChange,
} from './change-user.ts';
export { checkPassword } from './check-password.ts';
export { clearedCookie, deviceCookie, deviceOf, sendsSession, sessionCookie } from './cookies.ts';
export { createUser, madeUpPassword } from './create-user.ts';
export {
  confirmEmailTest,
  type EmailTest,
  readEmailTests,
  sendEmailTest,
} from './email-test.ts';
export { findAssignee } from './find-assignee.ts';
export { findWarned, partnersOfPeople, type Warned } from './find-warned.ts';
export { identityInvariants } from './invariants.ts';
export { invite, type NewInvitation, revokeInvitation } from './invite.ts';
export { findLink, findLinkById, type Link, listInvitations, revokeInvitations } from './links.ts';
export { listPeople, notify } from './notify.ts';
export { onceByPerson } from './once.ts';
export type { IdentityParts, Origin } from './parts.ts';
export {
  checkPasskey,
  creationOptions,
  listPasskeys,
  type PasskeyAnswer,
  requestOptions,
  type Site,
  siteOf,
} from './passkeys.ts';
export { type PasswordCost, Passwords } from './passwords.ts';
export { deriveMailKey, derivePeopleKeys, type PeopleKeys } from './people-keys.ts';
export {
  actorOf,
  hasSecondFactor,
  needsSecondFactor,
  type Person,
  type PersonOf,
  type Side,
  type Signer,
  type User,
  userOfActor,
  type WebAppCall,
} from './person.ts';
export { proofMethodsOf, prove } from './prove.ts';
export {
  countUnread,
  listNotifications,
  type Notification,
  notificationPages,
  readNotifications,
} from './read-notifications.ts';
export { recoverUser } from './recover-user.ts';
export { listViews, removeView, saveView } from './saved-views.ts';
export { searchPeople } from './search-people.ts';
export { PROVEN_MS } from './session.ts';
export {
  endAllSessions,
  endSession,
  endSessions,
  listSessions,
  markProven,
  type OpenedSession,
  openSession,
  sessionName,
} from './sessions.ts';
export {
  addPasskey,
  confirmTotp,
  giveTotp,
  removePasskey,
  removeTotp,
  renewCodes,
  type SetUp,
  startTotp,
} from './set-up-factors.ts';
export { pruneIdentity, settleLinks } from './settle-links.ts';
export { signIn } from './sign-in.ts';
export { signInWithPasskey } from './sign-in-with-passkey.ts';
export { revokeOtherSessions, revokeSession, signOut } from './sign-out.ts';
export { endStaffSession, endStaffSessions, listStaffSessions } from './staff-sessions.ts';
export { lockPerson } from './standing.ts';
export { rolesOfSessions } from './standings.ts';
export { findUser, findUserByEmail, insertUser, listUsers, namesOf, passwordOf } from './store.ts';
export { newTotpSecret, totpCode } from './totp.ts';
export {
  checkMayApprove,
  type Ending,
  type Guard,
  isByStaff,
  isOfBusiness,
  mayApprove,
  mayRefuse,
  notifyProposalEnding,
  proposeChange,
  staffOfActor,
  type TwoPeople,
} from './two-people.ts';
export { createVisitors, type Visitors } from './visitors.ts';

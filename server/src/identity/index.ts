export { confirmSignUp } from './accept-links.ts';
export { accountRoutes } from './account-routes.ts';
export { askToSignUp } from './ask-for-link.ts';
export { changeStaff, makeAdmin, proposeFactorReset } from './change-staff.ts';
export { changeUser, resetFactors } from './change-user.ts';
export { checkPassword } from './check-password.ts';
export { createUser, madeUpPassword } from './create-user.ts';
export { ACCEPTED, DONE, type DoorRoute, doorRoute, openedReply, originOf } from './door-reply.ts';
export { factorRoutes } from './factor-routes.ts';
export { createDoorGate, type DoorNeeds, HSTS, type IsSuspended } from './gate.ts';
export { invite } from './invite.ts';
export { type Link, revokeInvitations } from './links.ts';
export { type Audience, type News, notify, type Recipient, recipientsOf } from './notify.ts';
export type { IdentityParts, Origin } from './parts.ts';
export { Passwords } from './passwords.ts';
export { deriveMailKey, derivePeopleKeys, type PeopleKeys } from './people-keys.ts';
export { businessOfCaller, colleagueRoutes, staffRoutes } from './people-routes.ts';
export { actorOf, byOf, type DoorCall, type Person, type User } from './person.ts';
export { type BusinessOf, presentColleague, presentStaff } from './present.ts';
export { presentProposals, proposedReply } from './present-proposal.ts';
export { recoverUser } from './recover-user.ts';
export { pruneIdentity, settleLinks } from './settle-links.ts';
export { signInRoutes } from './sign-in-routes.ts';
export { findUser, findUserByEmail, insertUser, listUsers, namesOf, passwordOf } from './store.ts';
export {
  type Teller,
  type Told,
  tellAdmins,
  tellPartner,
  tellPerson,
  tellStaff,
} from './tell.ts';
export {
  checkMayApprove,
  type Guard,
  isByStaff,
  mayRefuse,
  proposeChange,
  type TwoPeople,
  tellOfProposal,
} from './two-people.ts';
export { createVisitors, type Visitors } from './visitors.ts';

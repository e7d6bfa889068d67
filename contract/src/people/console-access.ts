import { idParam } from '../kit/shapes.ts';
import {
  acting,
  created,
  fileReply,
  moving,
  ok,
  okPage,
  reading,
  type WebAppOperation,
} from '../kit/web-app-operation.ts';
import {
  AccessReview,
  AccessReviewFile,
  AccessReviewList,
  AccessReviewQuery,
  AccessReviewSign,
  ReviewedAccessFilters,
  StaffAccessFilters,
  StaffAccessList,
  StaffAccessQuery,
} from './access.ts';

const params = idParam('access_review_id', 'Id of the review.');
const forAdmins = { tag: 'People', roles: ['admin'] } as const;

/** The review of who on the staff may do what. */
export const consoleStaffAccessOperations = {
  listStaffAccess: {
    ...reading,
    ...forAdmins,
    id: 'listStaffAccess',
    path: '/access-reviews/members',
    summary: 'List who on the staff may do what',
    description:
      'Everybody on the staff, newest first: role, since when, by whom, second factor, sessions.',
    query: StaffAccessQuery,
    replies: ok(StaffAccessList, 'The staff.'),
  },
  exportStaffAccess: {
    ...reading,
    ...forAdmins,
    id: 'exportStaffAccess',
    path: '/access-reviews/members/export',
    summary: 'Download who on the staff may do what as CSV',
    description: 'The same list; the download is in the audit log.',
    query: StaffAccessFilters,
    replies: fileReply('text/csv', 'One line per person.'),
  },
  listAccessReviews: {
    ...reading,
    ...forAdmins,
    id: 'listAccessReviews',
    path: '/access-reviews',
    summary: 'List signed access reviews',
    description: 'Who reviewed the access of the staff, and when, newest first.',
    query: AccessReviewQuery,
    replies: okPage(AccessReviewList, 'A page of the reviews.'),
  },
  getAccessReview: {
    ...reading,
    ...forAdmins,
    id: 'getAccessReview',
    path: '/access-reviews/{access_review_id}',
    summary: 'Read a signed access review',
    description: 'With the list as it was signed.',
    params,
    replies: ok(AccessReviewFile, 'The review.'),
  },
  exportAccessReview: {
    ...reading,
    ...forAdmins,
    id: 'exportAccessReview',
    path: '/access-reviews/{access_review_id}/export',
    summary: 'Download a signed access review as CSV',
    description: 'The list as it was signed; the download is in the audit log.',
    params,
    query: ReviewedAccessFilters,
    replies: fileReply('text/csv', 'One line per person.'),
  },
  signAccessReview: {
    ...acting,
    ...forAdmins,
    ...moving('rights'),
    idempotent: true,
    id: 'signAccessReview',
    path: '/access-reviews',
    summary: 'Sign an access review',
    description:
      'States that everybody on the staff has the access that they need. The list is stored as it was signed, for ever.',
    body: AccessReviewSign,
    replies: created(AccessReview, 'The review.'),
    refusals: ['invalid_state'],
  },
} as const satisfies Record<string, WebAppOperation>;

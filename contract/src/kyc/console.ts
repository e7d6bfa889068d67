import { FileContents, ShownContents, UploadedFile } from '../files/schemas.ts';
import { idParam } from '../kit/shapes.ts';
import {
  acting,
  created,
  moving,
  ok,
  okPage,
  reading,
  type WebAppOperation,
} from '../kit/web-app-operation.ts';
import {
  KycApprove,
  KycAsk,
  KycCaseList,
  KycCaseQuery,
  KycDecline,
  KycItemMark,
  StaffKycCase,
} from './schemas.ts';

const reviewers = ['admin', 'finance', 'support'] as const;
const agents = ['admin', 'finance', 'support'] as const;
const caseId = idParam('case_id', 'Id of the case.');
const review = { ...acting, tag: 'Business', roles: reviewers, params: caseId } as const;

/** Reviews and files, as staff work on them. */
export const consoleKycOperations = {
  listKycCases: {
    ...reading,
    tag: 'Business',
    id: 'listKycCases',
    path: '/kyc-cases',
    summary: 'List reviews',
    description: 'The longest waiting first.',
    query: KycCaseQuery,
    replies: okPage(KycCaseList, 'A page of cases.'),
  },
  getKycCase: {
    ...reading,
    tag: 'Business',
    roles: ['admin', 'finance', 'support', 'read_only'],
    id: 'getKycCase',
    path: '/kyc-cases/{case_id}',
    summary: 'Read a review',
    description: 'The whole case: profile, checklist, documents, timeline.',
    params: caseId,
    replies: ok(StaffKycCase, 'The case.'),
  },
  markKycItem: {
    ...review,
    id: 'markKycItem',
    path: '/kyc-cases/{case_id}/checklist',
    summary: 'Tick an item',
    description:
      'Accepts an item, requests it again, or undoes either. The partner learns of requests by `ask`.',
    body: KycItemMark,
    replies: ok(StaffKycCase, 'The case.'),
    refusals: ['invalid_state'],
  },
  acceptSeenDocuments: {
    ...review,
    id: 'acceptSeenDocuments',
    path: '/kyc-cases/{case_id}/accept-seen',
    summary: 'Accept all items whose documents you opened',
    description:
      'Only provided items, all of whose documents you have looked at or downloaded; `invalid_state` if there is none.',
    replies: ok(StaffKycCase, 'The case.'),
    refusals: ['invalid_state'],
  },
  askForMore: {
    ...review,
    id: 'askForMore',
    path: '/kyc-cases/{case_id}/ask',
    summary: 'Request information',
    description: 'The partner is notified, and can edit the case again.',
    body: KycAsk,
    replies: ok(StaffKycCase, 'The case.'),
    refusals: ['invalid_state'],
  },
  approveKycCase: {
    ...review,
    ...moving('rights'),
    id: 'approveKycCase',
    path: '/kyc-cases/{case_id}/approve',
    summary: 'Approve a business',
    description: 'With a reason and for a time; then it must be reviewed again.',
    body: KycApprove,
    replies: ok(StaffKycCase, 'The case.'),
    refusals: ['invalid_state', 'case_incomplete'],
  },
  rejectKycCase: {
    ...review,
    ...moving('rights'),
    id: 'rejectKycCase',
    path: '/kyc-cases/{case_id}/reject',
    summary: 'Reject a business',
    description: 'With a reason that the business reads.',
    body: KycDecline,
    replies: ok(StaffKycCase, 'The case.'),
    refusals: ['invalid_state'],
  },
  reopenKycCase: {
    ...review,
    id: 'reopenKycCase',
    path: '/kyc-cases/{case_id}/reopen',
    summary: 'Reopen a case',
    description: 'A decided case, with a reason. An approval stays valid until the new decision.',
    body: KycDecline,
    replies: ok(StaffKycCase, 'The case.'),
    refusals: ['invalid_state'],
  },
  uploadFile: {
    ...acting,
    tag: 'Files',
    roles: agents,
    upload: true,
    id: 'uploadFile',
    path: '/files',
    summary: 'Upload a file',
    description: 'PDF, JPEG, PNG or WebP up to 10 MiB, to attach to a message.',
    replies: created(UploadedFile, 'The file.'),
    refusals: ['limit_reached'],
  },
  downloadFile: {
    ...reading,
    tag: 'Files',
    roles: ['admin', 'finance', 'support'],
    id: 'downloadFile',
    path: '/files/{file_id}',
    summary: 'Download a file',
    description: 'As an attachment. Every download of a document is audited.',
    params: idParam('file_id', 'Id of the file.'),
    replies: {
      200: {
        description: 'The bytes.',
        mediaTypes: FileContents,
      },
    },
  },
  showFile: {
    ...reading,
    tag: 'Files',
    roles: ['admin', 'finance', 'support'],
    id: 'showFile',
    path: '/files/{file_id}/shown',
    summary: 'Look at a file',
    description:
      'A picture as a new JPEG of its pixels, at most 2,000 pixels wide and high, without anything else of the file; a PDF as it is, for a ' +
      'frame without rights. Audited. `invalid_state` if a picture cannot be shown safely: download it.',
    params: idParam('file_id', 'Id of the file.'),
    replies: { 200: { description: 'The picture or the PDF.', mediaTypes: ShownContents } },
    refusals: ['invalid_state'],
  },
} as const satisfies Record<string, WebAppOperation>;

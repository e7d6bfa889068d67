import { FileContents, UploadedFile } from '../files/schemas.ts';
import { idParam } from '../kit/shapes.ts';
import { acting, created, ok, reading, type WebAppOperation } from '../kit/web-app-operation.ts';
import {
  BusinessProfile,
  BusinessProfileInput,
  KycCase,
  KycDocumentAdd,
  KycSubmit,
} from './schemas.ts';

const business = { tag: 'Business' } as const;
const editors = ['owner', 'finance'] as const;
/** A review can be what a suspended business waits for. */
const kept = { ...acting, whileSuspended: true } as const;
const caseParts = { ...kept, ...business, roles: editors } as const;

/** The business, its review and its files, as its own people see them. */
export const portalKycOperations = {
  getBusiness: {
    ...reading,
    ...business,
    id: 'getBusiness',
    path: '/business',
    summary: 'Read the business profile',
    description: 'What the business states about itself.',
    replies: ok(BusinessProfile, 'The profile.'),
  },
  setBusiness: {
    ...kept,
    ...business,
    method: 'PUT',
    roles: editors,
    id: 'setBusiness',
    path: '/business',
    summary: 'Replace the business profile',
    description: 'The whole profile. Not while its review waits for staff or is decided.',
    body: BusinessProfileInput,
    replies: ok(BusinessProfile, 'The profile.'),
    refusals: ['invalid_state'],
  },
  getKycCase: {
    ...reading,
    ...business,
    id: 'getKycCase',
    path: '/kyc-case',
    summary: 'Read the review of the business',
    description: 'Checklist, documents, decisions and everything that happened, oldest first.',
    replies: ok(KycCase, 'The case; there always is one.'),
  },
  addKycDocument: {
    ...caseParts,
    id: 'addKycDocument',
    path: '/kyc-case/documents',
    summary: 'Add a document',
    description: 'An uploaded file, and what it shows.',
    body: KycDocumentAdd,
    replies: ok(KycCase, 'The case.'),
    refusals: ['invalid_state', 'limit_reached', 'not_found'],
  },
  removeKycDocument: {
    ...caseParts,
    id: 'removeKycDocument',
    path: '/kyc-case/documents/{file_id}/remove',
    summary: 'Remove a document',
    description: 'Only while the case can be edited.',
    params: idParam('file_id', 'Id of its file.'),
    replies: ok(KycCase, 'The case.'),
    refusals: ['invalid_state'],
  },
  submitKycCase: {
    ...caseParts,
    id: 'submitKycCase',
    path: '/kyc-case/submit',
    summary: 'Submit the case',
    description:
      'The first time, and again after staff asked for more, with an answer. Opens an API Access Request if none ' +
      'is open.',
    body: KycSubmit,
    replies: ok(KycCase, 'The case.'),
    refusals: ['invalid_state', 'case_incomplete'],
  },
  uploadFile: {
    ...kept,
    tag: 'Files',
    roles: ['owner', 'buyer', 'finance', 'developer'],
    upload: true,
    id: 'uploadFile',
    path: '/files',
    summary: 'Upload a file',
    description:
      'PDF, JPEG, PNG or WebP up to 10 MiB, checked by content. Then attach it by its id to a document or a message.',
    replies: created(UploadedFile, 'The file.'),
    refusals: ['limit_reached'],
  },
  downloadFile: {
    ...reading,
    tag: 'Files',
    id: 'downloadFile',
    path: '/files/{file_id}',
    summary: 'Download a file',
    description:
      'As an attachment. Documents of the review only for owner and finance, attachments for everybody in the business.',
    params: idParam('file_id', 'Id of the file.'),
    replies: {
      200: {
        description: 'The bytes.',
        mediaTypes: FileContents,
      },
    },
    refusals: ['role_missing'],
  },
} as const satisfies Record<string, WebAppOperation>;

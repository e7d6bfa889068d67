import * as contract from '@psnb2b/contract';
import {
  accessReviewPages,
  findAccessReview,
  listAccessReviews,
  listReviewedAccess,
  listStaffAccess,
  type ReviewedAccess,
  type StaffAccess,
  signAccessReview,
} from '../../identity/index.ts';
import { type CsvForm, csvLine } from '../../kit/csv/index.ts';
import { csvFile, json, pageBothWays, whole } from '../../kit/http/index.ts';
import { present } from '../../kit/present.ts';
import { madeOnce } from '../both/made-once.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';

/** The review of who on the staff may do what. */
export function accessReviewRoutes({ database }: Parts) {
  const { reads } = database;
  const read = async ({ due }: { readonly due?: 'true' }, at: Date) =>
    (await listStaffAccess(reads, { due: due === 'true' }, at)).map(presentAccess);
  const reviewed = async (id: string) => (await listReviewedAccess(reads, id)).map(presentReviewed);
  return onConsole({
    listStaffAccess: async ({ query, at }) => whole(await read(query, at)),
    exportStaffAccess: async ({ query, at, isHead }) => {
      const rows = isHead ? [] : await read(query, at);
      return csvFile(
        'staff-access.csv',
        isHead ? undefined : linesOf(contract.staffAccessCsvColumns, rows, query),
      );
    },
    listAccessReviews: ({ query }) =>
      pageBothWays(
        accessReviewPages,
        query,
        (asked) => listAccessReviews(reads, asked),
        (found) => found.map((each) => present(contract.AccessReview, each)),
      ),
    getAccessReview: async ({ params }) => {
      const review = await findAccessReview(reads, params.access_review_id);
      const access = await reviewed(params.access_review_id);
      return json(200, present(contract.AccessReviewFile, review, { access }));
    },
    exportAccessReview: async ({ params, query, isHead }) => {
      const rows = await reviewed(params.access_review_id);
      const lines = isHead ? undefined : linesOf(contract.reviewedAccessCsvColumns, rows, query);
      return csvFile('access-review.csv', lines);
    },
    signAccessReview: (call) => {
      const { latest_access_since, note = null } = call.body;
      const seen = { latestAccessSince: new Date(latest_access_since), note };
      return madeOnce(database, call, {
        make: (tx) => signAccessReview(tx, call.caller.userId, seen, call.by),
        id: ({ accessReviewId }) => accessReviewId,
        find: (id) => findAccessReview(reads, id),
        reply: (review) => json(201, present(contract.AccessReview, review)),
      });
    },
  });
}

function presentAccess({ hasTotp: totp, ...row }: StaffAccess) {
  const role = row.role as contract.StaffAccess['role'];
  return present(contract.StaffAccess, { ...row, totp }, { role });
}

function presentReviewed(row: ReviewedAccess) {
  const role = row.role as contract.ReviewedAccess['role'];
  return present(contract.ReviewedAccess, row, { role });
}

async function* linesOf<Name extends string>(
  columns: readonly Name[],
  rows: readonly Readonly<Record<Name, string | number | boolean | null>>[],
  form: CsvForm,
) {
  const lines = rows.map((row) =>
    csvLine(
      columns.map((column) => row[column]),
      form,
    ),
  );
  yield Buffer.from(csvLine(columns) + lines.join(''));
}

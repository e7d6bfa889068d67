import {
  StaffBillingDocument,
  StaffBillingDocumentQuery,
  StaffDocumentZipQuery,
} from '@psnb2b/contract';
import {
  documentPages,
  findDocument,
  type IssuedDocument,
  issueDocuments,
  lastClosedMonth,
  listDocuments,
  listWaitingDocuments,
  withUnpaid,
} from '../../invoicing/index.ts';
import { required } from '../../kit/assert.ts';
import { filters } from '../../kit/given.ts';
import { json, pageBothWays } from '../../kit/http/index.ts';
import { present } from '../../kit/present.ts';
import { invalidState } from '../../kit/refusal.ts';
import { tenantOf, tenantPartners } from '../../partners/index.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { csvOfDocument, pdfOfDocument, zipOfYear } from '../present/document-files.ts';
import { partnerRefs } from '../present/partner-refs.ts';

const SHOWN_MAX = 500;
const BUDGET_MS = 10_000;

/** Invoices and credit notes of all partners, for staff. */
export function documentRoutes(parts: Parts) {
  const { database, clock, time } = parts;
  const { reads } = database;
  const withPartners = async <Row extends { readonly tenantId: number }>(found: readonly Row[]) => {
    const partners = await tenantPartners(
      reads,
      found.map(({ tenantId }) => tenantId),
    );
    return found.map((each) => ({
      ...each,
      partnerId: required(partners.get(each.tenantId), 'a tenant has its partner'),
    }));
  };
  /** The live tenant of a partner; undefined: of all. */
  const tenantAsked = async (partnerId: string | undefined) =>
    partnerId === undefined ? undefined : (await tenantOf(reads, partnerId, 'live')).tenantId;
  const show = async (found: readonly IssuedDocument[], at: Date) => {
    const rows = await withPartners(await withUnpaid(reads, found, at));
    const refs = await partnerRefs(reads, rows);
    return rows.map((each) =>
      present(StaffBillingDocument, each, { partner: refs(each.partnerId) }),
    );
  };
  const waiting = async () => {
    const rows = await withPartners(await listWaitingDocuments(reads, SHOWN_MAX));
    const refs = await partnerRefs(reads, rows);
    return {
      object: 'waiting_documents' as const,
      last_month: lastClosedMonth(clock.now()),
      partners: rows.map(({ month, waitsFor, partnerId }) => ({
        partner: refs(partnerId),
        month,
        waits_for: waitsFor,
      })),
    };
  };
  return onConsole({
    listDocuments: async ({ query, at }) => {
      const { partnerId, year, ...asked } = filters(StaffBillingDocumentQuery, query);
      const tenantId = await tenantAsked(partnerId);
      return pageBothWays(
        documentPages,
        { ...asked, year: year === undefined ? undefined : Number(year), tenantId },
        (rows) => listDocuments(reads, rows),
        (found) => show(found, at),
      );
    },
    listWaitingDocuments: async () => json(200, await waiting()),
    issueDocuments: async ({ by, at }) => {
      if (!(await time.isTrusted())) {
        throw invalidState('clock_doubted', 'You cannot undo a document; the clock is in doubt.');
      }
      const { results, complete } = await issueDocuments(parts, by.actor, { budgetMs: BUDGET_MS });
      const ids = results.flatMap(({ issued }) => issued.map(({ documentId }) => documentId));
      const found = await Promise.all(
        ids.slice(0, SHOWN_MAX).map((documentId) => findDocument(reads, documentId)),
      );
      return json(200, {
        object: 'issue_run' as const,
        ...{ issued: await show(found, at), count: ids.length, complete, waiting: await waiting() },
      });
    },
    zipDocuments: async (call) => {
      const { partnerId } = filters(StaffDocumentZipQuery, call.query);
      return zipOfYear(parts, call, await tenantAsked(partnerId));
    },
    printDocument: async (call) =>
      pdfOfDocument(parts, call, await findDocument(reads, call.params.document_id)),
    exportDocument: async (call) =>
      csvOfDocument(parts, call, await findDocument(reads, call.params.document_id)),
  });
}

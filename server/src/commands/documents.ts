import type { Command } from 'commander';
import { zipDocuments } from '../acts/index.ts';
import type { App } from '../app.ts';
import {
  type IssuedDocument,
  issueDocuments,
  listDocuments,
  type PartnerResult,
} from '../invoicing/index.ts';
import { formatId } from '../kit/ids.ts';
import { formatMoney } from '../kit/money.ts';
import { invalidState } from '../kit/refusal.ts';
import { tenantOf, tenantsById } from '../partners/index.ts';
import { ageingCommands } from './ageing.ts';
import { kindOf, monthOf, OUT, writeOut } from './output-file.ts';
import { act, integerOf, OPERATOR, partnerIdOf } from './session.ts';

const LIST_MAX = 1_000;
const [YEAR_MIN, YEAR_MAX] = [2000, 2099];

interface ListOptions {
  readonly json?: boolean;
  readonly partner?: string;
  readonly month?: string;
}

interface ZipOptions {
  readonly json?: boolean;
  readonly partner?: string;
  readonly year: string;
  readonly out: string;
  readonly raw?: boolean;
}

/** Invoices and credit notes. */
export function documentCommands(program: Command): void {
  const documents = program
    .command('documents')
    .description('invoices and credit notes, one invoice per partner and month');
  documents
    .command('list')
    .description(`list issued documents, the newest ${LIST_MAX}`)
    .option('--partner <id>', 'only of this partner')
    .option('--month <month>', 'only about this month, like 2026-11')
    .option('--json')
    .action(act(list));
  documents
    .command('zip')
    .description('write the documents about a year to one archive, each as PDF and as CSV')
    .requiredOption('--year <year>', 'like 2026')
    .requiredOption('--out <name>', `${OUT}; its name ends in .zip`)
    .option('--partner <id>', 'only of this partner; by default of all, a folder for each')
    .option('--raw', 'protect no cell of the CSV files from spreadsheets: for programs')
    .option('--json')
    .action(act(zip));
  ageingCommands(documents);
  documents
    .command('issue')
    .description('issue what is due now: the documents of every closed month that has none')
    .option('--partner <id>', 'only of this partner')
    .option('--json')
    .action(
      act(async (app, { partner }: { json?: boolean; partner?: string }) => {
        if (!(await app.time.isTrusted())) {
          const detail = 'You cannot undo a document; see `psnb2b-server clock` first.';
          throw invalidState('clock_doubted', detail);
        }
        const partnerId = partner === undefined ? undefined : partnerIdOf(partner);
        if (partnerId !== undefined) await tenantOf(app.database.reads, partnerId, 'live');
        const { results } = await issueDocuments(app, OPERATOR, { partnerId });
        const lines = results.flatMap(linesOf);
        return {
          value: results.map(presentResult),
          lines: lines.length > 0 ? lines : ['Nothing was due.'],
        };
      }),
    );
}

async function zip(app: App, { partner, year, out, raw = false }: ZipOptions) {
  kindOf(out, ['zip']);
  const { reads } = app.database;
  const tenant = partner ? await tenantOf(reads, partnerIdOf(partner), 'live') : null;
  const asked = { year: integerOf('year', year, YEAR_MIN, YEAR_MAX), raw };
  const exported = {
    noun: 'documents',
    filters: asked,
    ...(tenant && { subject: formatId('prt', tenant.partnerId) }),
  } as const;
  const archive = await zipDocuments(app, { ...asked, tenantId: tenant?.tenantId });
  return writeOut(app, out, exported, archive);
}

function linesOf({ partnerId, currency, issued, waitsFor }: PartnerResult): string[] {
  const id = formatId('prt', partnerId);
  const waits = {
    company: 'waits: set the registered name and address of the shop (shop set)',
    address: 'waits: this partner has no registered name or address in its profile',
    letters:
      'waits: its name or address has characters that documents cannot print; ask for Latin, Greek or Cyrillic letters',
  };
  return [
    ...issued.map(
      (each) =>
        `${id}  ${each.month}  ${each.number}  ${formatMoney(each.total, currency)} ${currency}`,
    ),
    ...(waitsFor === null ? [] : [`${id}  ${waits[waitsFor]}`]),
  ];
}

function presentResult({ partnerId, currency, issued, waitsFor }: PartnerResult) {
  return {
    partner_id: formatId('prt', partnerId),
    issued: issued.map(({ documentId, kind, month, number, total }) => ({
      id: formatId('doc', documentId),
      ...{ kind, month, number, total: formatMoney(total, currency), currency },
    })),
    waits_for: waitsFor,
  };
}

async function list({ database }: App, { partner, month }: ListOptions) {
  const { reads } = database;
  const tenant = partner && (await tenantOf(reads, partnerIdOf(partner), 'live'));
  const found = await listDocuments(reads, {
    limit: LIST_MAX,
    ...(month !== undefined && { month: monthOf(month) }),
    ...(tenant && { tenantId: tenant.tenantId }),
  });
  const tenants = await tenantsById(
    reads,
    found.map(({ tenantId }) => tenantId),
  );
  const value = found.map((each) => present(each, tenants.get(each.tenantId)?.partnerId));
  const lines = value.map(
    (each) =>
      `${each.number}  ${each.partner_id}  ${each.month}  ${each.total} ${each.currency}  ${each.issued_at}`,
  );
  return { value, lines: lines.length > 0 ? lines : ['no documents'] };
}

function present({ currency, ...document }: IssuedDocument, partnerId: string | undefined) {
  const money = (minor: number) => formatMoney(minor, currency);
  return {
    id: formatId('doc', document.documentId),
    number: document.number,
    kind: document.kind,
    partner_id: partnerId === undefined ? null : formatId('prt', partnerId),
    month: document.month,
    invoice: document.invoiceNumber,
    due_on: document.dueOn,
    lines: document.lines,
    net: money(document.net),
    tax: money(document.tax),
    total: money(document.total),
    currency,
    issued_at: document.issuedAt.toISOString(),
  };
}

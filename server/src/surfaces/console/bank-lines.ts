import * as contract from '@psnb2b/contract';
import * as bank from '../../bank-statements/index.ts';
import { amountOf } from '../../kit/amount-of.ts';
import { required } from '../../kit/assert.ts';
import { NumberText } from '../../kit/csv/index.ts';
import { filters } from '../../kit/given.ts';
import { countedPage, csvList, json, pageAndFilters } from '../../kit/http/index.ts';
import { idOf } from '../../kit/id-of.ts';
import { formatId } from '../../kit/ids.ts';
import { formatMoney } from '../../kit/money.ts';
import { invalid, pointTo } from '../../kit/refusal.ts';
import * as matching from '../../matching/index.ts';
import { tenantOf } from '../../partners/index.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { presentBankLines } from '../present/bank-lines.ts';
import { proposedReply } from '../present/proposal.ts';

/** Most matched lines of which it is looked up whether the bank returned them. */
const RETURNED_MAX = 2_000;

/** Lines of bank accounts, and whose payments they are. */
export function bankLineRoutes(parts: Parts) {
  const { database } = parts;
  const { reads } = database;
  const show = async (line: bank.BankLine) => {
    const [shown] = await presentBankLines(reads, [line]);
    return json(200, required(shown, 'a line is shown'));
  };
  /** Ids of the lines that are ready, if the filters depend on them. */
  const readyFor = async (tab: contract.BankLineTab | undefined) =>
    tab === 'ready' || tab === 'look'
      ? (await matching.readyLines(reads)).map(({ lineId }) => lineId)
      : [];
  const splitOf = async (
    line: bank.BankLine,
    wanted: NonNullable<contract.BankLineMatch['parts']>,
  ) =>
    Promise.all(
      wanted.map(async ({ partner_id, amount, credited }, index) => {
        const at = `parts/${index}`;
        const partnerId = idOf('prt', partner_id, `/${at}/partner_id`);
        const payer = await tenantOf(reads, partnerId, 'live').catch(pointTo(`/${at}/partner_id`));
        return {
          payer,
          amount: amountOf(`${at}/amount`, amount, line.currency),
          credited:
            credited === undefined
              ? undefined
              : amountOf(`${at}/credited`, credited, payer.currency),
        };
      }),
    );
  return onConsole({
    listBankLines: async ({ query }) => {
      const [page, asked] = pageAndFilters(query);
      const of = filters(contract.BankLineFilters, asked);
      const ready = await readyFor(of.tab);
      return countedPage(
        bank.bankLinePages,
        page,
        (rows) => bank.listLines(reads, { ...rows, ...of }, ready),
        (found) => presentBankLines(reads, found),
        (most) => bank.countLines(reads, of, ready, most),
      );
    },
    exportBankLines: async (call) => {
      const { raw = false, ...asked } = call.query;
      const of = filters(contract.BankLineFilters, asked);
      const ready = await readyFor(of.tab);
      return csvList(
        call,
        { name: 'bank-lines.csv', columns: contract.bankLineCsvColumns },
        bank.bankLinePages,
        { raw },
        (rows) => bank.listLines(reads, { ...rows, ...of }, ready),
        async (found) =>
          (await presentBankLines(reads, found, { candidates: false })).map(csvLineOf),
      );
    },
    getBankLineFigures: async () => {
      const ready = await matching.readyLines(reads);
      const ids = ready.map(({ lineId }) => lineId);
      const tabs = await Promise.all(
        contract.bankLineTabs.map(async (tab) => {
          const lines = await bank.countLines(reads, { tab }, ids, contract.countedRowsMax);
          return { tab, lines: lines > contract.countedRowsMax ? null : lines };
        }),
      );
      const accounts = await bank.listBankAccounts(reads);
      const chains = await bank.chainsOf(
        reads,
        accounts.map(({ accountId }) => accountId),
      );
      return json(200, {
        object: 'bank_line_figures' as const,
        tabs,
        ready: ready
          .slice(0, contract.acceptLinesMax)
          .map(({ lineId, version, amount, currency }) => ({
            ...{ line_id: formatId('bln', lineId), version, currency },
            amount: formatMoney(amount, currency),
          })),
        returned: (await bank.returnedLines(reads, RETURNED_MAX))
          .slice(0, contract.acceptLinesMax)
          .map(({ line: { lineId, outsideId, amount, currency }, by }) => ({
            ...{ line_id: formatId('bln', lineId), outside_id: outsideId, currency },
            ...{ amount: formatMoney(amount, currency), returned_on: by.bookedOn },
          })),
        gaps: [...chains.values()].filter(({ chain }) => chain === 'gap' || chain === 'overlap')
          .length,
      });
    },
    acceptBankLines: async ({ body, by }) => {
      const wanted = body.lines.map(({ line_id, version }, index) => ({
        lineId: idOf('bln', line_id, `/lines/${index}/line_id`),
        version,
      }));
      for (const [index, { lineId }] of wanted.entries()) {
        await bank.findBankLine(reads, lineId).catch(pointTo(`/lines/${index}/line_id`));
      }
      const results = await matching.acceptLines(parts, wanted, by);
      const shown = await presentBankLines(
        reads,
        results.flatMap((each) => ('line' in each ? each.line : [])),
      );
      const partners = new Map(shown.map(({ id, deposits }) => [id, deposits[0]?.partner ?? null]));
      return json(200, {
        object: 'bank_lines_accepted' as const,
        results: results.map((each) => {
          const line_id = formatId('bln', each.lineId);
          if ('refused' in each) {
            return {
              line_id,
              outcome: 'refused' as const,
              partner_id: null,
              partner_name: null,
              detail: each.refused,
            };
          }
          const isCredited = each.deposits.every(({ status }) => status === 'credited');
          const outcome = isCredited ? ('credited' as const) : ('waiting' as const);
          const partner = partners.get(line_id) ?? null;
          return {
            line_id,
            outcome,
            partner_id: partner?.id ?? null,
            partner_name: partner?.name ?? null,
            detail: null,
          };
        }),
      });
    },
    matchBankLine: async ({ params: { line_id: lineId }, body, by }) => {
      const { version, parts: wanted, deposit_id } = body;
      if ((wanted === undefined) === (deposit_id === undefined)) {
        const detail = 'Name either partners with their parts, or one deposit.';
        throw invalid({ pointer: '/parts', code: 'required', detail });
      }
      if (deposit_id !== undefined) {
        const depositId = idOf('dep', deposit_id, '/deposit_id');
        const { line } = await matching
          .matchToDeposit(parts, lineId, { version, depositId }, by)
          .catch(pointTo('/deposit_id'));
        return show(line);
      }
      const split = await splitOf(await bank.findBankLine(reads, lineId), wanted ?? []);
      return show((await matching.matchLine(parts, lineId, { version, split }, by)).line);
    },
    unmatchBankLine: async (call) => {
      const { params, body, by } = call;
      const { line, proposals } = await matching.unmatchLine(parts, params.line_id, body, by);
      return proposals[0] ? proposedReply(reads, proposals[0], call) : show(line);
    },
    dismissBankLine: async ({ params: { line_id: lineId }, body: { version, reason }, by }) =>
      show(await database.transaction((tx) => bank.dismissLine(tx, lineId, version, reason, by))),
    denyBankLineReturn: async ({ params: { line_id: lineId }, body, by }) => {
      const { version, outgoing_id, reason } = body;
      const outgoingId = idOf('bln', outgoing_id, '/outgoing_id');
      await bank.findBankLine(reads, outgoingId).catch(pointTo('/outgoing_id'));
      return show(
        await database.transaction((tx) =>
          bank.denyReturn(tx, lineId, { version, outgoingId, reason }, by),
        ),
      );
    },
    restoreBankLine: async ({ params: { line_id: lineId }, body: { version }, by }) =>
      show(await database.transaction((tx) => bank.restoreLine(tx, lineId, version, by))),
  });
}

function csvLineOf(line: contract.BankLine) {
  return {
    ...line,
    account: line.account.name,
    amount: new NumberText(line.amount),
    deposits: line.deposits.map(({ deposit_id }) => deposit_id).join(' '),
    partners: line.deposits.map(({ partner }) => partner.name).join('; '),
  };
}

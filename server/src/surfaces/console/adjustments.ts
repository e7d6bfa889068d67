import * as contract from '@psnb2b/contract';
import { proposeAdjustment } from '../../acts/index.ts';
import * as funding from '../../funding/index.ts';
import { actorTexts } from '../../identity/index.ts';
import { NumberText } from '../../kit/csv/index.ts';
import type { Db } from '../../kit/database/index.ts';
import { filters, given } from '../../kit/given.ts';
import { csvList, pageAndFilters, pageBothWays } from '../../kit/http/index.ts';
import { present } from '../../kit/present.ts';
import { pointTo } from '../../kit/refusal.ts';
import { findPartner, tenantOf } from '../../partners/index.ts';
import { commit } from '../both/commit.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { withPartners } from '../present/partner-refs.ts';
import { proposedReply } from '../present/proposal.ts';

/** Corrections of balances, for staff. */
export function adjustmentRoutes(parts: Parts) {
  const { reads } = parts.database;
  const wanted = async (asked: { readonly partner_id?: string }) => {
    const { partnerId } = filters(contract.AdjustmentFilters, asked);
    return partnerId === undefined
      ? {}
      : { tenantId: (await tenantOf(reads, partnerId, 'live')).tenantId };
  };
  return onConsole({
    listAdjustments: async ({ query }) => {
      const [page, asked] = pageAndFilters(query);
      const of = await wanted(asked);
      return pageBothWays(
        funding.adjustmentPages,
        page,
        (rows) => funding.listAdjustments(reads, { ...rows, ...of }),
        (found) => presentAll(reads, found),
      );
    },
    exportAdjustments: async (call) => {
      const { raw = false, ...asked } = call.query;
      const of = await wanted(asked);
      return csvList(
        call,
        { name: 'adjustments.csv', columns: contract.adjustmentCsvColumns },
        funding.adjustmentPages,
        { raw },
        (rows) => funding.listAdjustments(reads, { ...rows, ...of }),
        async (found) => (await presentAll(reads, found)).map(lineOf),
      );
    },
    proposeAdjustment: async (call) => {
      const { partnerId, direction, reason } = given(contract.AdjustmentPropose, call.body);
      const { currency } = await findPartner(reads, partnerId).catch(pointTo('/partner_id'));
      const { amount } = given(contract.AdjustmentPropose, call.body, currency);
      const signed = { partnerId, amount: direction === 'add' ? amount : -amount, reason };
      const proposal = await commit(parts, (tx) => proposeAdjustment(tx, parts, signed, call.by));
      return proposedReply(reads, proposal, call);
    },
  });
}

async function presentAll(db: Db, found: readonly funding.Adjustment[]) {
  const rows = await withPartners(db, found);
  const names = await actorTexts(
    db,
    rows.flatMap(({ proposedBy, agreedBy }) => [proposedBy, agreedBy]),
  );
  return rows.map(({ partner, adjustmentId: proposalId, ...row }) =>
    present(
      contract.Adjustment,
      { ...row, proposalId },
      {
        partner,
        proposed_by: names(row.proposedBy),
        agreed_by: names(row.agreedBy),
      },
    ),
  );
}

function lineOf({ partner, amount, ...row }: contract.Adjustment): contract.AdjustmentCsvLine {
  const named = { partner_id: partner.id, partner: partner.name };
  return { ...row, ...named, amount: new NumberText(amount) };
}

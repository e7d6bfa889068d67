import * as contract from '@psnb2b/contract';
import { ownerInvitedUntil } from '../../acts/index.ts';
import { listUsers } from '../../identity/index.ts';
import { present } from '../../kit/present.ts';
import { balanceOf } from '../../ledger/index.ts';
import * as partners from '../../partners/index.ts';
import { countUnclosed } from '../../support/index.ts';
import type { Parts } from '../parts.ts';
import { presentProfile, type Reader } from './case.ts';
import { presentKeys } from './key.ts';
import { presentColleague } from './person.ts';

/** A business on one page, as staff see it. */
export async function presentPartner(
  { database: { reads }, vault }: Parts,
  partnerId: string,
  at: Date,
  reader: Reader,
) {
  const partner = await partners.findPartner(reads, partnerId);
  const kyc = await partners.findCaseOf(reads, partnerId);
  const live = await partners.tenantOf(reads, partnerId, 'live');
  const { available, held, creditLimit } = await balanceOf(reads, live.tenantId);
  const people = await listUsers(reads, { partnerId });
  const row = {
    ...partner,
    balance: available + held,
    available: available + creditLimit,
    limits: { ...partner, creditLimit },
    kycCaseId: kyc.caseId,
    invitationUntil: people.length > 0 ? null : await ownerInvitedUntil(reads, partnerId, at),
    openTickets: await countUnclosed(reads, partnerId),
  };
  const keys = await partners.listKeys(reads, partnerId);
  return present(contract.Partner, row, {
    ...presentSummary(partner, kyc.status),
    profile: presentProfile(await partners.findProfile(reads, vault, partnerId), reader),
    tier: live.tier || null,
    sealed_codes: partner.publicKey !== null,
    people: people.map(presentColleague),
    keys: await presentKeys(reads, keys, partner.currency, at),
  });
}

export function presentSummary(
  partner: partners.Partner,
  kycStatus: contract.PartnerSummary['kyc_status'],
) {
  const status = partners.partnerStatus(partner);
  return present(contract.PartnerSummary, { ...partner, kycStatus, status });
}

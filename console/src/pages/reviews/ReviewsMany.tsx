import type { KycCaseSummary } from '@psnb2b/contract';
import { kycCan } from '@psnb2b/contract/states';
import { type Bulk, BulkAct } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, each } from '../../client.ts';
import { manyWords as words } from './words.ts';

const VALID_DAYS = 365;

/** Approves or rejects the ticked reviews, each in a transaction of its own. One is approved only if its checklist is. */
export function ReviewsMany({ bulk }: { readonly bulk: Bulk<KycCaseSummary> }) {
  const me = useMe();
  const open = (kyc: KycCaseSummary) =>
    kycCan.reject(kyc).can
      ? { can: true as const }
      : { can: false as const, why: words.notSubmitted };
  return (
    <>
      <BulkAct
        bulk={bulk}
        label={words.approve}
        opensWith="a"
        allowed={allowed(me, 'approveKycCase')}
        fits={(kyc) => {
          const may = open(kyc);
          if (!may.can || kyc.is_accepted) return may;
          return { can: false, why: words.notAccepted };
        }}
        says={(cases) => words.approveSays(cases.length)}
        submit={words.approveCount}
        reason={words.approveReason}
        {...each('POST /kyc-cases/{case_id}/approve', ({ id }: KycCaseSummary, reason) => ({
          path: { case_id: id },
          body: { reason, valid_days: VALID_DAYS },
        }))}
        done={() => words.approved}
        button={{ variant: 'filled' }}
      />
      <BulkAct
        bulk={bulk}
        label={words.reject}
        opensWith="r"
        allowed={allowed(me, 'rejectKycCase')}
        fits={open}
        says={(cases) => words.rejectSays(cases.length)}
        submit={words.rejectCount}
        reason={words.rejectReason}
        {...each('POST /kyc-cases/{case_id}/reject', ({ id }: KycCaseSummary, reason) => ({
          path: { case_id: id },
          body: { reason },
        }))}
        done={() => words.rejected}
        danger
      />
    </>
  );
}

import type { QueuedClaim } from '@psnb2b/contract';
import { columnsOf, StatusBadge } from '@psnb2b/ui';
import { ClaimBadge, Deadline } from './Deadline.tsx';
import { words } from './words.ts';

const col = columnsOf<QueuedClaim>();

export const claimColumns = [
  col.cell('partner', words.partner, (claim) => (
    <>
      <span className="breaks">{claim.partner.name}</span>
      <span className="quiet narrow">{words.reasons[claim.reason]}</span>
      <span className="quiet narrow">
        <Deadline claim={claim} />
      </span>
    </>
  )),
  col.cell(
    'priority',
    words.priority,
    ({ priority }) =>
      priority === 'high' ? (
        <StatusBadge tone="wait">{words.priorities.high}</StatusBadge>
      ) : (
        <span className="quiet">{words.priorities.normal}</span>
      ),
    { from: 's' },
  ),
  col.cell(
    'reason',
    words.reason,
    ({ reason, late, mode }) => (
      <>
        {words.reasons[reason]} {late && <span className="quiet">{words.late}</span>}
        {mode === 'test' && <span className="quiet">{words.test}</span>}
      </>
    ),
    { from: 's' },
  ),
  col.cell('status', words.status, (claim) => <ClaimBadge claim={claim} />),
  col.cell('codes', words.codes, ({ codes }) => codes.length, { align: 'right', from: 'm' }),
  col.money('amount', words.amount, 'currency', { from: 'm' }),
  col.cell('deadline', words.deadline, (claim) => <Deadline claim={claim} />, {
    align: 'right',
    from: 's',
  }),
];

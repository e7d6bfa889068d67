import type { StaffTicketSummary } from '@psnb2b/contract';
import { ticketTopics } from '@psnb2b/contract/states';
import { columnsOf, StatusBadge } from '@psnb2b/ui';
import { ticketTones } from '../../tones.ts';
import { words } from './words.ts';

const col = columnsOf<StaffTicketSummary>();

export const ticketColumns = [
  col.cell('subject', words.subject, ({ subject, partner }) => (
    <>
      {subject}
      <span className="quiet narrow">{partner.name}</span>
    </>
  )),
  col.word('topic', words.topic, ticketTopics, { from: 'm' }),
  col.cell(
    'business',
    words.business,
    ({ partner }) => <span className="breaks">{partner.name}</span>,
    { from: 's' },
  ),
  col.cell('status', words.status, ({ status, overdue }) =>
    overdue ? (
      <StatusBadge tone="bad">{words.overdue}</StatusBadge>
    ) : (
      <StatusBadge tone={ticketTones[status]} value={status}>
        {words.statuses[status]}
      </StatusBadge>
    ),
  ),
  col.cell(
    'assignee',
    words.assignee,
    ({ assignee }) => assignee ?? <span className="quiet">{words.nobody}</span>,
    { from: 'm' },
  ),
  col.time('due_at', words.due, { form: 'ago', from: 's' }),
];

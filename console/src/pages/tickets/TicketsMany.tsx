import { Select } from '@mantine/core';
import type { StaffTicketSummary } from '@psnb2b/contract';
import { messageLengthMax, ticketCan } from '@psnb2b/contract/states';
import { type Bulk, BulkAct } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useState } from 'react';
import { allowed, each, useRead } from '../../client.ts';
import { manyWords as words } from './words.ts';

/**
 * Answers, assigns or closes the ticked tickets, each in a transaction of its own.
 * by hand: the person is chosen for all of them.
 */
export function TicketsMany({ bulk }: { readonly bulk: Bulk<StaffTicketSummary> }) {
  const me = useMe();
  const [assignee, setAssignee] = useState<string | null>(me.user.id);
  const staff = useRead('/staff').data?.data ?? []; // nothing: not read yet.
  const people = staff.filter(({ disabled_at }) => disabled_at === null);
  const fits = (ticket: StaffTicketSummary) =>
    ticketCan.close(ticket).can
      ? { can: true as const }
      : { can: false as const, why: words.closedBefore };
  return (
    <>
      <BulkAct
        bulk={bulk}
        label={words.answer}
        opensWith="a"
        allowed={allowed(me, 'addTicketMessage')}
        fits={fits}
        says={(tickets) => words.answerSays(tickets.length)}
        submit={words.answerCount}
        reason={words.text}
        reasonMax={messageLengthMax}
        {...each('POST /tickets/{ticket_id}/messages', ({ id }: StaffTicketSummary, text) => ({
          path: { ticket_id: id },
          body: { text },
        }))}
        done={() => words.answered}
        button={{ variant: 'filled' }}
      />
      <BulkAct
        bulk={bulk}
        label={words.assign}
        opensWith="m"
        allowed={allowed(me, 'assignTicket')}
        fits={fits}
        says={(tickets) => words.assignSays(tickets.length)}
        submit={words.assignCount}
        choice={
          <Select
            label={words.person}
            data={people.map(({ id, name }) => ({ value: id, label: name }))}
            value={assignee}
            onChange={setAssignee}
            placeholder={words.nobody}
            clearable
            clearButtonProps={{ 'aria-label': words.nobody }}
          />
        }
        {...each('POST /tickets/{ticket_id}/assign', ({ id }: StaffTicketSummary) => ({
          path: { ticket_id: id },
          body: { assignee_id: assignee },
        }))}
        done={(ticket) => words.assigned(ticket.assignee)}
      />
      <BulkAct
        bulk={bulk}
        label={words.close}
        opensWith="d"
        allowed={allowed(me, 'closeTicket')}
        fits={fits}
        says={(tickets) => words.closeSays(tickets.length)}
        submit={words.closeCount}
        {...each('POST /tickets/{ticket_id}/close', ({ id }: StaffTicketSummary) => ({
          path: { ticket_id: id },
        }))}
        done={() => words.closed}
      />
    </>
  );
}

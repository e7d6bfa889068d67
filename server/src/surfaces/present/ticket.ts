import * as contract from '@psnb2b/contract';
import { present } from '../../kit/present.ts';
import { isOverdue, type Message, type Ticket } from '../../support/index.ts';
import { presentFile } from './file.ts';

/** The name of staff for partners: the wholesaler answers tickets. */
const SUPPORT = 'Support';

export function presentTicketLine(ticket: Ticket) {
  return present(contract.TicketSummary, ticket);
}

export function presentTicket(
  ticket: Ticket,
  messages: readonly Message[],
  webhookSecretUntil: Date | null,
) {
  const shown = messages.map((message) => {
    const name = message.side === 'staff' ? SUPPORT : message.name;
    return present(contract.TicketMessage, message, partsOf({ ...message, name }));
  });
  return present(contract.Ticket, { ...ticket, webhookSecretUntil }, { messages: shown });
}

export function presentQueued(ticket: Ticket, partner: contract.PartnerRef, at: Date) {
  return present(contract.StaffTicketSummary, ticket, { partner, overdue: isOverdue(ticket, at) });
}

export function presentStaffTicket(
  ticket: Ticket,
  partner: contract.PartnerRef,
  messages: readonly Message[],
  kycCaseId: string,
  at: Date,
) {
  const shown = messages.map((message) =>
    present(contract.StaffTicketMessage, message, partsOf(message)),
  );
  const row = { ...ticket, kycCaseId, overdue: isOverdue(ticket, at) };
  return present(contract.StaffTicket, row, { partner, messages: shown });
}

function partsOf({ side, name, files }: Pick<Message, 'side' | 'name' | 'files'>) {
  return { author: { side, name }, attachments: files.map(presentFile) };
}

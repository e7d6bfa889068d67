import type { TicketStatus, TicketTopic } from '@psnb2b/contract';
import type { StoredFile } from '../files/index.ts';
import type { TicketClock } from './ticket-clock.ts';

/** The endpoint that a Webhook Registration asks for. */
export interface WebhookRequest {
  readonly url: string;
  readonly events?: readonly string[];
  readonly mode: 'live' | 'test';
}

/** The subject of a ticket beside its text: ids of other modules' things, checked by the verb that opens it. */
export interface About {
  readonly webhook: WebhookRequest | null;
  readonly keyId: string | null;
  readonly orderId: string | null;
  readonly claimId: string | null;
}

export interface Ticket extends About, TicketClock {
  readonly ticketId: string;
  readonly partnerId: string;
  readonly topic: TicketTopic;
  readonly subject: string;
  readonly status: TicketStatus;
  readonly assigneeId: string | null;
  readonly assignee: string | null;
  readonly webhookEndpointId: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly closedAt: Date | null;
}

export interface Message {
  readonly messageId: string;
  readonly side: 'partner' | 'staff' | 'system';
  readonly name: string;
  readonly text: string;
  readonly internal: boolean;
  readonly createdAt: Date;
  readonly files: readonly StoredFile[];
}

export const ticketColumns = `ticket_id AS "ticketId", partner_id AS "partnerId", topic, subject,
  status, assignee_id AS "assigneeId", assignee, webhook::json AS webhook,
  webhook_endpoint_id AS "webhookEndpointId", key_id AS "keyId", order_id AS "orderId",
  claim_id AS "claimId", open_since AS "openSince", due_at AS "dueAt",
  solve_left_ms AS "solveLeftMs", created_at AS "createdAt", updated_at AS "updatedAt",
  closed_at AS "closedAt"`;

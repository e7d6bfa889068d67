/** The queues of the console that people decide: the lists of the same counts of Today. */
export const queueNames = [
  'claims',
  'tickets',
  'reviews',
  'approvals',
  'deposits',
  'bank_lines',
  'proposals',
  'emails',
] as const;
export type QueueName = (typeof queueNames)[number];

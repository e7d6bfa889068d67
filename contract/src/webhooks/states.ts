/**
 * How an endpoint fares, for staff. `working`: nothing waits longer than it should. `failing`: its last attempt failed. `late`: an event
 * has waited for more than five minutes. `paused`: staff have paused sending. `disabled`: nothing is sent to it.
 */
export const webhookHealthStates = ['working', 'failing', 'late', 'paused', 'disabled'] as const;
export type WebhookHealthState = (typeof webhookHealthStates)[number];

/** What the list of staff can be cut down to; the first is what it opens with. */
export const webhookHealthViews = [
  'attention',
  'all',
  ...webhookHealthStates,
  'silent',
  'cannot_heal',
] as const;
export type WebhookHealthView = (typeof webhookHealthViews)[number];

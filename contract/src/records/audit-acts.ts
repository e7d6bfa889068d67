/** The kinds of things that acts are about, in the order of the filter. */
export const auditKinds = {
  order: 'Orders',
  claim: 'Claims',
  ticket: 'Tickets',
  partner: 'Businesses',
  review: 'Reviews',
  key: 'API keys',
  webhook: 'Webhooks',
  deposit: 'Deposits and balances',
  document: 'Invoices and credit notes',
  product: 'Products and prices',
  lot: 'Lots and codes',
  supplier: 'Suppliers',
  file: 'Uploaded files',
  person: 'People and sign-ins',
  proposal: 'Changes by two people',
  incident: 'Incidents',
  email: 'E-mails',
  settings: 'Settings',
  export: 'Exports',
} as const;
export type AuditKind = keyof typeof auditKinds;
// Marked as pure, so that only pages that show the audit log load these tables.
export const auditKindNames: readonly AuditKind[] = /* @__PURE__ */ Object.keys(
  auditKinds,
) as AuditKind[];

type Act = readonly [kind: AuditKind, sentence: string];

/**
 * Every action that the server records: the kind of thing that it is about, and the sentence that follows the name of who did it.
 * `{subject}` stands for what it was done to. The compiler refuses an action that is missing here.
 */
export const auditActs = {
  'order.placed': ['order', 'placed order {subject} in the portal'],
  'order.confirmed': ['order', 'confirmed the hold of order {subject}'],
  'order.cancelled': ['order', 'cancelled order {subject}'],
  'order.approved': ['order', 'approved order {subject}'],
  'order.refused': ['order', 'refused order {subject}'],
  'codes.revealed': ['order', 'read codes of order {subject}'],
  'codes.resealed': ['order', 'opened codes of order {subject} to sell them again'],
  'codes.returned': ['order', 'returned codes of order {subject}'],
  'code.named': ['order', 'found order {subject} by one of its codes'],

  'claim.filed': ['claim', 'filed claim {subject}'],
  'claim.opened_late': ['claim', 'opened claim {subject} for the partner, after the time limit'],
  'claims.opened_by_recall': ['claim', 'opened claims for the buyers of lot {subject}'],
  'claim.evidence_added': ['claim', 'added evidence to claim {subject}'],
  'claim.review_started': ['claim', 'started the review of claim {subject}'],
  'claim.info_asked': ['claim', 'requested information in claim {subject}'],
  'claim.message_added': ['claim', 'wrote a message in claim {subject}'],
  'claim.decision_proposed': ['claim', 'proposed a decision on claim {subject}'],
  'claim.decided': ['claim', 'decided claim {subject}'],
  'claim.withdrawn': ['claim', 'withdrew claim {subject}'],

  'ticket.opened': ['ticket', 'opened ticket {subject}'],
  'ticket.written': ['ticket', 'wrote in ticket {subject}'],
  'ticket.answered': ['ticket', 'answered ticket {subject}'],
  'ticket.noted': ['ticket', 'wrote an internal note in ticket {subject}'],
  'ticket.assigned': ['ticket', 'assigned ticket {subject}'],
  'ticket.closed': ['ticket', 'closed ticket {subject}'],
  'ticket.reopened': ['ticket', 'reopened ticket {subject}'],
  'canned_answer.added': ['ticket', 'added canned answer {subject}'],
  'canned_answer.removed': ['ticket', 'removed canned answer {subject}'],

  'partner.created': ['partner', 'created the business {subject}'],
  'partner.changed': ['partner', 'changed the business {subject}'],
  'partner.suspended': ['partner', 'suspended the business {subject}'],
  'partner.resumed': ['partner', 'resumed the business {subject}'],
  'partner.limits_set': ['partner', 'changed the limits of {subject}'],
  'partner.price_list_set': ['partner', 'set the price list of {subject}'],
  'partner.tier_set': ['partner', 'set the tier of {subject} by hand'],
  'partner.tier_ended': ['partner', 'let the volume of {subject} decide its tier again'],
  'partner.credit_limit_set': ['partner', 'set the credit limit of {subject}'],

  'kyc_case.opened': ['review', 'opened review {subject}'],
  'kyc_case.profile_changed': ['review', 'changed the company profile in review {subject}'],
  'kyc_case.document_added': ['review', 'added a document to review {subject}'],
  'kyc_case.document_removed': ['review', 'removed a document from review {subject}'],
  'kyc_case.submitted': ['review', 'submitted review {subject}'],
  'kyc_case.item_marked': ['review', 'checked an item of review {subject}'],
  'kyc_case.asked': ['review', 'requested more information in review {subject}'],
  'kyc_case.approved': ['review', 'approved review {subject}'],
  'kyc_case.rejected': ['review', 'rejected review {subject}'],
  'kyc_case.reopened': ['review', 'reopened review {subject}'],
  'kyc_case.expired': ['review', 'ended the approval of review {subject}, which expired'],

  'partner_note.added': ['partner', 'wrote a note about {subject}'],
  'partner_note.changed': ['partner', 'changed a note about {subject}'],
  'partner_note.removed': ['partner', 'removed a note about {subject}'],

  'key.issued': ['key', 'issued API key {subject}'],
  'key.rotated': ['key', 'issued API key {subject} to replace another'],
  'key.held': ['key', 'issued API key {subject}, which waits to be revealed'],
  'key.revealed': ['key', 'revealed API key {subject}'],
  'key.named': ['key', 'named API key {subject}'],
  'key.changed': ['key', 'changed API key {subject}'],
  'key.revoked': ['key', 'revoked API key {subject}'],

  'webhook.registered': ['webhook', 'registered webhook endpoint {subject}'],
  'webhook.changed': ['webhook', 'changed webhook endpoint {subject}'],
  'webhook.deleted': ['webhook', 'deleted webhook endpoint {subject}'],
  'webhook.disabled': ['webhook', 'disabled webhook endpoint {subject}'],
  'webhook.enabled': ['webhook', 'enabled webhook endpoint {subject}'],
  'webhook.paused': ['webhook', 'paused sending to webhook endpoint {subject}'],
  'webhook.unpaused': ['webhook', 'resumed sending to webhook endpoint {subject}'],
  'webhook.event_shown': ['webhook', 'read an event of webhook endpoint {subject}'],
  'webhook.rotated': ['webhook', 'rotated the signing secret of webhook endpoint {subject}'],
  'webhook.replayed': ['webhook', 'replayed events to webhook endpoint {subject}'],
  'event.redelivered': ['webhook', 'sent event {subject} again'],

  'deposit.recorded': ['deposit', 'recorded deposit {subject}'],
  'deposit.updated': ['deposit', 'updated deposit {subject}'],
  'deposit.in_review': ['deposit', 'put deposit {subject} in review'],
  'deposit.credited': ['deposit', 'credited deposit {subject}'],
  'balance.adjusted': ['deposit', 'agreed to an adjustment of the balance of {subject}'],
  'deposit.rejected': ['deposit', 'rejected deposit {subject}'],
  'deposit.reversed': ['deposit', 'reversed deposit {subject}'],
  'test_balance.set': ['deposit', 'set the test balance of {subject}'],
  'test_clock.advanced': ['order', 'advanced the test clock of {subject}'],
  'certification.reported': ['key', 'reported how the program of {subject} was checked'],
  'test_event.emitted': ['webhook', 'emitted a sample event to {subject}'],
  'deposit_method.added': ['deposit', 'added deposit method {subject}'],
  'deposit_method.set': ['deposit', 'changed deposit method {subject}'],
  'deposit_method.confirmed': ['deposit', 'confirmed deposit method {subject}'],
  'deposit_method.archived': ['deposit', 'archived deposit method {subject}'],
  'deposit_method.restored': ['deposit', 'restored deposit method {subject}'],
  'deposit_method.addresses_imported': [
    'deposit',
    'imported addresses of deposit method {subject}',
  ],

  'bank_account.added': ['deposit', 'added bank account {subject}'],
  'bank_account.changed': ['deposit', 'changed bank account {subject}'],
  'bank_statement.imported': ['deposit', 'imported bank statement {subject}'],
  'bank_line.matched': ['deposit', 'matched bank line {subject}'],
  'bank_line.unmatched': ['deposit', 'took back what bank line {subject} was matched to'],
  'bank_line.opened': ['deposit', 'opened bank line {subject} again, whose deposit was taken back'],
  'bank_line.dismissed': ['deposit', 'marked bank line {subject} as not ours'],
  'bank_line.return_denied': ['deposit', 'said that the bank did not return bank line {subject}'],
  'bank_line.restored': ['deposit', 'took back that bank line {subject} is not ours'],

  'document.issued': ['document', 'issued document {subject}'],
  'payment_terms.set': ['settings', 'set when invoices are due'],
  'partner.payment_term_set': ['partner', 'set when invoices of {subject} are due'],

  'product.added': ['product', 'added product {subject}'],
  'product.status_changed': ['product', 'changed whether product {subject} is sold'],
  'region.added': ['product', 'added region {subject}'],
  'catalogue.loaded': ['product', 'loaded products and prices from a file'],
  'price.changed': ['product', 'changed a price of product {subject}'],
  'price_list.created': ['product', 'created price list {subject}'],
  'price_list.changed': ['product', 'changed price list {subject}'],
  'price_list.price_set': ['product', 'set a fixed price in price list {subject}'],
  'price_floor.set': ['product', 'set the price floor of {subject}'],
  'price_change.made': ['product', 'made price change {subject}'],
  'price_change.applied': ['product', 'applied price change {subject}'],
  'price_change.cancelled': ['product', 'cancelled price change {subject}'],
  'tiers.changed': ['product', 'changed the price tiers in {subject}'],

  'import.begun': ['lot', 'began import {subject}'],
  'import.cancelled': ['lot', 'cancelled import {subject}'],
  'import.refused': ['lot', 'sent a file that was refused, import {subject}'],
  'lot.imported': ['lot', 'imported lot {subject}'],
  'lot.held': ['lot', 'imported lot {subject}, which is held until somebody confirms it'],
  'lot.confirmed': ['lot', 'confirmed lot {subject}'],
  'lot.discarded': ['lot', 'discarded lot {subject}'],
  'lot.unsold_discarded': ['lot', 'discarded unsold codes of lot {subject}'],
  'lot.recalled': ['lot', 'recalled lot {subject}'],
  'code.traced': ['lot', 'looked up code {subject}'],
  'code.restocked': ['lot', 'restocked code {subject}'],
  'code.written_off': ['lot', 'wrote off code {subject}'],
  'codes.pattern_set': ['lot', 'set the code pattern of {subject}'],
  'stock_threshold.set': ['lot', 'set the stock threshold of product {subject}'],
  'stock_thresholds.set': ['lot', 'set the stock thresholds of {subject}'],

  'supplier.added': ['supplier', 'added supplier {subject}'],
  'supplier.changed': ['supplier', 'changed supplier {subject}'],
  'supplier.archived': ['supplier', 'archived supplier {subject}'],
  'supplier.restored': ['supplier', 'restored supplier {subject}'],
  'recovery.settled': ['supplier', 'settled the supplier claim for code {subject}'],

  'file.uploaded': ['file', 'uploaded file {subject}'],
  'file.opened': ['file', 'downloaded file {subject}'],
  'file.shown': ['file', 'looked at file {subject}'],
  'file.deleted': ['file', 'deleted file {subject}'],

  'invitation.sent': ['person', 'sent invitation {subject}'],
  'invitation.revoked': ['person', 'revoked invitation {subject}'],
  'invitation.accepted': ['person', 'accepted an invitation'],
  'user.created': ['person', 'created the account of {subject}'],
  'user.changed': ['person', 'changed the account of {subject}'],
  'user.renamed': ['person', 'changed their own name'],
  'user.factors_reset': ['person', 'reset the second factors of {subject}'],
  'access_review.signed': ['person', 'signed access review {subject}'],
  'user.session_ended': ['person', 'ended a session of {subject}'],
  'user.sessions_ended': ['person', 'ended all sessions of {subject}'],
  'sessions.ended': ['person', 'ended the sessions of everybody'],
  'password.changed': ['person', 'set a new password'],
  'email.change_asked': ['person', 'requested a change of their e-mail address'],
  'email.changed': ['person', 'changed their e-mail address'],
  'totp.set': ['person', 'set up an authenticator app'],
  'totp.removed': ['person', 'removed their authenticator app'],
  'passkey.added': ['person', 'added a passkey'],
  'passkey.removed': ['person', 'removed a passkey'],
  'recovery_codes.renewed': ['person', 'renewed their recovery codes'],
  'sign_in.password': ['person', 'signed in with a password'],
  'sign_in.passkey': ['person', 'signed in with a passkey'],
  'sign_in.refused': ['person', 'failed to sign in to the account of {subject}'],
  sign_out: ['person', 'signed out'],
  'proof.given': ['person', 'proved who they are'],
  'proof.refused': ['person', 'failed to prove who they are'],
  'call.refused': ['person', 'tried what their role does not allow'],

  'proposal.made': ['proposal', 'proposed change {subject}'],
  'proposal.approved': ['proposal', 'approved change {subject}'],
  'proposal.refused': ['proposal', 'refused change {subject}'],
  'proposal.dropped': ['proposal', 'dropped change {subject}, which was obsolete'],

  'incident.opened': ['incident', 'opened incident {subject}'],
  'incident.updated': ['incident', 'updated incident {subject}'],

  'email.link_shown': ['email', 'read the secret link in e-mail {subject}'],
  'email.retried': ['email', 'sent e-mail {subject} again'],

  'shop.set': ['settings', 'changed the company data'],
  'shop.logo_set': ['settings', 'changed the logo'],
  'quota.set': ['settings', 'set the quota of {subject}'],
  'claim_limit.set': ['settings', 'set the limit for claim decisions of one person in {subject}'],
  'claim_terms.set': ['settings', 'set the service level for claims of tier {subject}'],
  'return_terms.set': ['settings', 'set how long codes can be returned'],
  'stock_limits.set': ['settings', 'set the stock limits of one person'],
  'set_up.dismissed': ['settings', 'hid the set-up guide'],
  'set_up.recalled': ['settings', 'showed the set-up guide again'],
  'backup.stated': ['settings', 'stated where the backups are'],
  'backup.made': ['settings', 'made backup {subject}'],
  'backup.schedule_set': ['settings', 'set when the worker makes backups'],
  'database.moved': ['settings', 'moved the shop to another database'],
  'restore.done': ['settings', 'restored the system from backup {subject}'],
  'restore.codes_discarded': [
    'settings',
    'took codes off sale that partners have since backup {subject}',
  ],
  'restore.product_released': ['settings', 'released {subject} for sale after a restore'],
  'restore.gap_closed': ['partner', 'let {subject} order again after a restore'],
  'cells.compared': ['settings', 'compared the codes of another cell'],
  'cells.key_exported': ['settings', 'exported the fingerprint key for another cell'],
  'email_test.sent': ['settings', 'sent themselves a test e-mail'],
  'email_test.arrived': ['settings', 'received the test e-mail'],
  'kek.rotated': ['settings', 'replaced the key that seals all data keys'],
  'clock.confirmed': ['settings', 'confirmed that the clock of the server is right'],

  'audit.broken': ['settings', 'found entry {subject} of the audit log changed'],
  'audit.whole': ['settings', 'found the audit log whole again'],

  'access_reviews.exported': ['export', 'exported who on the staff may do what'],
  'ageing.exported': ['export', 'exported what businesses owe'],
  'audit.exported': ['export', 'exported the audit log'],
  'bank_lines.exported': ['export', 'exported bank lines'],
  'day_ends.exported': ['export', 'exported the figures of days'],
  'deposits.exported': ['export', 'exported deposits'],
  'adjustments.exported': ['export', 'exported adjustments'],
  'documents.exported': ['export', 'exported documents'],
  'fingerprints.exported': ['export', 'exported the fingerprints of all codes'],
  'ledger.exported': ['export', 'exported transfers of the ledger'],
  'lots.exported': ['export', 'exported lots'],
  'orders.exported': ['export', 'exported orders'],
  'partners.exported': ['export', 'exported businesses'],
  'price_history.exported': ['export', 'exported the price history'],
  'products.exported': ['export', 'exported products'],
  'sales.exported': ['export', 'exported sales'],
  'settings.exported': ['export', 'exported settings'],
  'statements.exported': ['export', 'exported statements'],
  'webhook_endpoints.exported': ['export', 'exported figures of webhook endpoints'],
  'transactions.exported': ['export', 'exported the statement of {subject}'],
  'stock.exported': ['export', 'exported stock figures'],
} as const satisfies Record<string, Act>;

/** `<noun>.<past tense>`: `codes.revealed`, `deposit.credited`. */
export type AuditAction = keyof typeof auditActs;
export const auditActions: readonly AuditAction[] = /* @__PURE__ */ Object.keys(
  auditActs,
) as AuditAction[];

export function isAuditAction(action: string): action is AuditAction {
  return Object.hasOwn(auditActs, action);
}

/** The actions about a kind of thing. */
export function auditActionsOf(kind: AuditKind): AuditAction[] {
  return auditActions.filter((action) => auditActs[action][0] === kind);
}

/** The sentence of an action; one that an earlier version recorded is shown by its name. */
export function auditSentence(action: string): string {
  if (isAuditAction(action)) return auditActs[action][1];
  return `did “${action.replaceAll(/[._]/g, ' ')}” to {subject}`;
}

/** The prefix of each id, by what it names. */
export const idPrefixes = {
  ord: 'order',
  cod: 'code',
  clm: 'claim',
  evt: 'event',
  whe: 'webhook endpoint',
  whd: 'webhook delivery',
  prt: 'partner',
  key: 'API key',
  tkt: 'ticket',
  dep: 'deposit',
  lot: 'lot',
  sup: 'supplier',
  req: 'request',
  usr: 'person',
  ses: 'session',
  inv: 'invitation',
  psk: 'passkey',
  ntf: 'notification',
  eml: 'e-mail',
  kyc: 'review of a business',
  fil: 'file',
  msg: 'message',
  ans: 'prepared answer',
  prp: 'proposal',
  pur: 'purchase',
  rcl: 'recall',
  dpm: 'deposit method',
  doc: 'document',
} as const;
export type IdPrefix = keyof typeof idPrefixes;

export function isIdPrefix(text: string): text is IdPrefix {
  return Object.hasOwn(idPrefixes, text);
}

/** What an id belongs to, by the name of the parameter or member that holds it. */
export const paramPrefixes = {
  answer_id: 'ans',
  case_id: 'kyc',
  claim_id: 'clm',
  code_id: 'cod',
  deposit_id: 'dep',
  document_id: 'doc',
  email_id: 'eml',
  endpoint_id: 'whe',
  event_id: 'evt',
  file_id: 'fil',
  invitation_id: 'inv',
  key_id: 'key',
  lot_id: 'lot',
  message_id: 'msg',
  method_id: 'dpm',
  notification_id: 'ntf',
  order_id: 'ord',
  partner_id: 'prt',
  passkey_id: 'psk',
  proposal_id: 'prp',
  purchase_id: 'pur',
  request_id: 'req',
  recall_id: 'rcl',
  session_id: 'ses',
  supplier_id: 'sup',
  ticket_id: 'tkt',
  user_id: 'usr',
} as const satisfies Record<string, IdPrefix>;
export type IdParam = keyof typeof paramPrefixes;

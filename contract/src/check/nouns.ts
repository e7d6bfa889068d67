/** What people call a member of a request, if its own name with blanks is not good enough. */
const nouns: Readonly<Record<string, string>> = {
  action: 'the kind of act',
  allow_cidr: 'the list of networks',
  answer_within_ms: 'the time to answer',
  approval_limit: 'the amount from which orders wait for approval',
  hold_seconds: 'the time of the hold in seconds',
  hold_seconds_max: 'the longest hold in seconds',
  holds_open_max: 'the number of holds open at once',
  return_hours: 'the time for returns in hours',
  ask: 'whether the partner is asked',
  assignee_id: 'the colleague',
  born_on: 'the date of birth',
  business_name: 'the business name',
  claim_id: 'the id of the claim',
  created_after: 'the time created_after',
  created_before: 'the time created_before',
  created_from: 'the time created_from',
  delivered_after: 'the time delivered_after',
  delivered_before: 'the time delivered_before',
  daily_quantity: 'the number of codes a day',
  daily_spend: 'the amount a day',
  decide_within_ms: 'the time to decide',
  detail: 'the reason',
  email: 'the e-mail address',
  endpoint_id: 'the id of the endpoint',
  events: 'the list of event types',
  expires_at: 'the time of expiry',
  file: 'the file',
  file_id: 'the file',
  minimum: 'the smallest payment',
  flow: 'the sign-in',
  item: 'the item of the checklist',
  key: 'the API key',
  key_id: 'the id of the key',
  legal_name: 'the registered name',
  line1: 'the street and number',
  line2: 'the second line of the address',
  lot_id: 'the id of the lot',
  max_unit_price: 'the highest unit price',
  monthly_volume: 'the expected monthly volume',
  one_person_max: 'the limit for one person',
  or_refund: 'whether to refund instead',
  order_id: 'the id of the order',
  orders_per_minute: 'the number of orders a minute',
  overlap_hours: 'the overlap in hours',
  overlap_seconds: 'the overlap in seconds',
  partner_id: 'the id of the partner',
  q: 'the search',
  registration_number: 'the registration number',
  requests_per_minute: 'the number of requests a minute',
  scopes: 'the list of scopes',
  sells_to: 'the description of your customers',
  sent_amount: 'the amount that arrived',
  share_percent: 'the share in percent',
  support_email: 'the support e-mail address',
  takes_effect_at: 'the time',
  csv: 'the file',
  percent: 'the percentage',
  price_change_id: 'the id of the price change',
  tax_id: 'the tax number',
  tax_note: 'the sentence about tax',
  tax_percent: 'the tax in percent',
  ticket_id: 'the id of the ticket',
  time_zone: 'the time zone',
  token: 'the link',
  url: 'the URL',
  valid_days: 'the number of days',
};

const LENGTH_MAX = 60;

/**
 * The name of a member in a sentence, by its JSON pointer (RFC 6901): `/address/city` is `the city`, `/owners/0/name` is `the
 * name of entry 1 of the owners`, and the empty one `the body`.
 */
export function nounOf(pointer: string): string {
  const parts = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  const at = parts.findLastIndex((part) => /^\d{1,9}$/.test(part));
  const last = parts.at(-1);
  if (last === undefined) return 'the body';
  if (parts.length === 2 && parts[0] === 'metadata') return `${memberNoun(last)} of the metadata`;
  if (at < 1) return memberNoun(last);
  const entry = `entry ${Number(parts[at]) + 1} of ${memberNoun(parts[at - 1] ?? '')}`;
  return at === parts.length - 1 ? entry : `${memberNoun(last)} of ${entry}`;
}

/** The names of metadata members, and of unknown members, are the caller's own. */
function memberNoun(name: string): string {
  const known = Object.hasOwn(nouns, name) ? nouns[name] : undefined;
  if (known !== undefined) return known;
  // Otherwise too little of such a name would be left to recognise it.
  if (/^_|_$|__|^$/.test(name)) return `the member ${JSON.stringify(name.slice(0, LENGTH_MAX))}`;
  const words = [...name.replace(/[\p{Cc}_]+/gu, ' ')];
  return `the ${words.length > LENGTH_MAX ? `${words.slice(0, LENGTH_MAX).join('')}…` : words.join('')}`;
}

/** Turns `it is missing` into a sentence about a member: a sentence that begins with `It` gets the member's name instead. */
export function namingField(pointer: string, sentence: string): string {
  return /^It\b/.test(sentence) ? capitalised(nounOf(pointer)) + sentence.slice(2) : sentence;
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

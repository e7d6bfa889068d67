/** What a program should do right before it trades, by the names of `psnb2b certify`, in the order in which they are tried. */
export const certificationChecks = {
  'lost-reply': 'A lost reply is settled with the same key',
  'rate-limit': '429 is honoured',
  'unknown-outcome': 'An unknown outcome is settled',
  'price-change': 'A price change is noticed',
  'webhook-signature': 'A forged webhook is refused',
  'webhook-duplicate': 'A webhook that comes twice is accepted twice',
  'webhook-order': 'A webhook that comes late is accepted',
  claim: 'A claim is filed',
} as const;
export type CertificationCheckName = keyof typeof certificationChecks;
export const certificationCheckNames: readonly CertificationCheckName[] =
  /* @__PURE__ */ Object.keys(certificationChecks) as CertificationCheckName[];

export const certificationStates = ['passed', 'failed', 'not_seen'] as const;
export type CertificationState = (typeof certificationStates)[number];

/** Results that are kept of a business; a new one replaces the oldest. */
export const certificationsMax = 10;

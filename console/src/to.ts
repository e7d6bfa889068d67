import { consolePages } from '@psnb2b/contract/states';

/** Every address of the console, below `/console`. Those that the server links to are the contract's. */
export const to = {
  ...consolePages,
  signIn: '/sign-in',
  forgot: '/forgot-password',
  enrol: '/second-factor',
  reviews: '/reviews',
  claims: '/claims',
  claim: (id: string) => `/claims/${id}`,
  claimsOf: (filters: Readonly<Record<string, string>>) =>
    `/claims?${new URLSearchParams(filters)}`,
  newClaim: '/claims/new',
  claimFigures: '/claims/figures',
  claimTerms: '/claims/terms',
  recoveries: '/recoveries',
  recoveriesOf: (lotId: string) => `/recoveries?lot_id=${encodeURIComponent(lotId)}`,
  lots: '/lots',
  tickets: '/tickets',
  answers: '/tickets/answers',
  partners: '/partners',
  partner: (id: string) => `/partners/${id}`,
  audit: '/audit',
  auditOf: (subject: string) => `/audit?subject=${encodeURIComponent(subject)}`,
  emails: '/emails',
  email: (id: string) => `/emails/${id}`,
} as const;

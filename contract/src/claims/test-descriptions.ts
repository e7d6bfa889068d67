/** Descriptions by which a test claim decides itself within seconds; capital letters and surrounding spaces do not matter. */
export const testDescriptions = {
  approve:
    'approved: each code is replaced if enough others are in stock, which test stock always is',
  replace: 'approved: each code is replaced',
  refund: 'approved: each code is refunded',
  reject: 'rejected, with a reason for each code',
  needs_info: '`needs_info`; answer with a message that is one of the other words to decide it',
} as const;
export type TestDescription = keyof typeof testDescriptions;
export const testDescriptionNames = Object.keys(testDescriptions) as TestDescription[];

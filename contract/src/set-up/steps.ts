/** The steps of setting a shop up, in the order in which people do them. */
export const setUpSteps = [
  'company',
  'second_person',
  'email',
  'payment_method',
  'prices',
  'tiers',
  'stock',
  'backup',
  'partner',
] as const;
export type SetUpStepName = (typeof setUpSteps)[number];

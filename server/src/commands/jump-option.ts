/** The option that names prices which are meant, although they look like slips; it is given once for each. */
export const jumpOption = [
  '--jump <sku>',
  'a product whose price is meant, although it looks like a slip of a digit or of a currency; repeat it',
  (sku: string, skus: readonly string[]): readonly string[] => [...skus, sku.toUpperCase()],
  [],
] as const;

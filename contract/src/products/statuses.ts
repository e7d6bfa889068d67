/** Only an active product is sold. */
export const productStatuses = ['active', 'paused', 'retired'] as const;

/** The columns of a file of list prices, as it is exported and read. */
export const priceCsvColumns = ['region', 'denomination', 'currency', 'list_price'] as const;

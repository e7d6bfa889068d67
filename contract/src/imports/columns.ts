/** The columns of a file of codes; their names are lower case, with `_` for a blank. */
export const codesColumnsRequired = ['region', 'denomination', 'code'] as const;
export const codesColumnsOptional = ['serial', 'expires_at', 'cost'] as const;
export const codesColumns = [...codesColumnsRequired, ...codesColumnsOptional] as const;
export type CodesColumn = (typeof codesColumns)[number];

/**
 * Other names of the columns by which a file names a product. A column "value" may mean several things, so it is not among them.
 */
export const faceSynonyms = {
  country: 'region',
  country_code: 'region',
  region_code: 'region',
  face_value: 'denomination',
} as const;

/** Other names of the columns. A PIN, a value, a price or a date may mean several things, so none of them is a synonym. */
export const codesSynonyms: Readonly<Record<string, CodesColumn>> = {
  ...faceSynonyms,
  card_code: 'code',
  gift_card_code: 'code',
  voucher_code: 'code',
  redeem_code: 'code',
  redemption_code: 'code',
  serial_number: 'serial',
  serial_no: 'serial',
  expires: 'expires_at',
  expiry: 'expires_at',
  expiry_date: 'expires_at',
  expiration_date: 'expires_at',
  unit_cost: 'cost',
  cost_price: 'cost',
};

/** The name of a column in our form: lower case, `_` for blanks and hyphens. */
export function columnName(text: string): string {
  const plain = text.normalize('NFKC').replace(/[\p{Cf}\p{Cc}]/gu, '');
  return plain
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, '_');
}

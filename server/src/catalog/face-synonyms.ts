/**
 * Other names of the columns by which a file names a product. A column "value" may mean several things, so it is not among them.
 */
export const FACE_SYNONYMS = {
  country: 'region',
  country_code: 'region',
  region_code: 'region',
  face_value: 'denomination',
} as const;

/** The codes inside `errors[]`: what is wrong with one member, in the words of JSON Schema where it has them. */
export const fieldCodes = {
  required: 'It is missing.',
  unknown_member: 'It is not known here.',
  repeated: 'It may be given only once.',
  type: 'It has the wrong JSON type.',
  minimum: 'It is too small.',
  maximum: 'It is too large.',
  precision: 'It has too many decimals.',
  min_length: 'It is too short.',
  max_length: 'It is too long.',
  max_members: 'It has too many members.',
  min_items: 'It has too few items.',
  max_items: 'It has too many items.',
  unique_items: 'It holds the same item twice.',
  pattern: 'It is not in the form asked for.',
  format: 'It is not in the format asked for.',
  enum: 'It is not one of the values allowed.',
  text: 'It holds a NUL character or a broken surrogate pair.',
  address: 'It does not lead to a public address of the internet.',
  guessable: 'It is too easily guessed.',
  taken: 'It is already in use.',
  content: 'It is not what it must be, by its content.',
  cursor: 'It is not a cursor of this list.',
} as const;

export type FieldCode = keyof typeof fieldCodes;

/** The field code of each JSON Schema keyword that request shapes use. */
export const fieldCodeByKeyword: Readonly<Record<string, FieldCode>> = {
  required: 'required',
  additionalProperties: 'unknown_member',
  type: 'type',
  minimum: 'minimum',
  exclusiveMinimum: 'minimum',
  maximum: 'maximum',
  multipleOf: 'precision',
  minLength: 'min_length',
  maxLength: 'max_length',
  propertyNames: 'max_length',
  maxProperties: 'max_members',
  minItems: 'min_items',
  maxItems: 'max_items',
  uniqueItems: 'unique_items',
  pattern: 'pattern',
  format: 'format',
  enum: 'enum',
  const: 'enum',
};

export { type Fault, faultsOf } from './faults-of.ts';
export { formats } from './formats.ts';
export { formOf } from './forms.ts';
export { namingField, nounOf } from './nouns.ts';
export { type Broken, sentenceOf } from './sentences.ts';
export { bareShape, type Shape } from './shape.ts';

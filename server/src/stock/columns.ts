import {
  type CodesColumn,
  codesColumnsOptional,
  codesColumnsRequired,
  codesSynonyms,
} from '@psnb2b/contract';
import type { TableForm } from '../kit/csv/index.ts';

/** The columns of codes.csv. */
export const CODES_FORM: TableForm<CodesColumn> = {
  required: codesColumnsRequired,
  optional: codesColumnsOptional,
  synonyms: codesSynonyms,
};

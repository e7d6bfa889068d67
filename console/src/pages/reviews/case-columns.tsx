import type { KycCaseSummary } from '@psnb2b/contract';
import { columnsOf } from '@psnb2b/ui';
import { caseTones } from '../../tones.ts';
import { words } from './words.ts';

const col = columnsOf<KycCaseSummary>();

export const caseColumns = [
  col.cell('business', words.business, ({ partner }) => partner.name),
  col.text('country', words.country, { from: 's' }),
  col.status('status', words.status, caseTones, words.statuses),
  col.time('submitted_at', words.submitted, { form: 'ago', from: 's' }),
  col.time('valid_until', words.validUntil, { form: 'day', from: 'm' }),
];

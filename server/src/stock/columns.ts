import { FACE_SYNONYMS } from '../catalog/index.ts';
import type { TableForm } from '../kit/csv/index.ts';

export type CodesColumn = 'region' | 'denomination' | 'code' | 'serial' | 'expires_at' | 'cost';

/** The columns of codes.csv. A PIN, a value, a price or a date may mean several things, so none of them is a synonym. */
export const CODES_FORM: TableForm<CodesColumn> = {
  required: ['region', 'denomination', 'code'],
  optional: ['serial', 'expires_at', 'cost'],
  synonyms: {
    ...FACE_SYNONYMS,
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
  },
};

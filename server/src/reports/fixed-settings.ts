import {
  claimCodesMax,
  holdSecondsMax,
  importBytesMax,
  priceLinesMax,
  returnCodesMax,
  waitSecondsMax,
  webhookEndpointsMax,
  webhookTriesMax,
} from '@psnb2b/contract';
import { PROVEN_MS } from '../identity/index.ts';
import { DAY_MS, MINUTE_MS } from '../kit/time.ts';
import { ORDERS_PER_MINUTE, REQUESTS_PER_MINUTE } from '../partners/index.ts';
import { RAISED_WINDOW_MS } from '../proposals/index.ts';
import { PLAIN, type SettingRow } from './setting-row.ts';

/** Numbers of this release that partners and staff meet. */
export const FIXED: readonly SettingRow[] = (
  [
    [
      'claim_window',
      'Claims: window',
      'How long after its delivery a code can be claimed.',
      168,
      'h',
    ],
    [
      'claim_codes',
      'Claims: codes of one claim',
      'A larger claim is cut in two.',
      claimCodesMax,
      'codes',
    ],
    [
      'return_codes',
      'Returns: codes of one return',
      'More are returned by several calls.',
      returnCodesMax,
      'codes',
    ],
    [
      'hold',
      'Holds: longest',
      'How long codes and money can be kept for a partner.',
      holdSecondsMax / 3600,
      'h',
    ],
    [
      'wait',
      'Orders: longest wait for codes',
      'Afterwards the order fails and the money is free.',
      waitSecondsMax / 3600,
      'h',
    ],
    [
      'requests',
      'API: calls of a key',
      'Where nothing else is agreed with a business.',
      REQUESTS_PER_MINUTE,
      'a minute',
    ],
    [
      'orders',
      'API: orders of a key',
      'Where nothing else is agreed with a business.',
      ORDERS_PER_MINUTE,
      'a minute',
    ],
    [
      'endpoints',
      'Webhooks: endpoints of a business and mode',
      'One of them can be deleted for another.',
      webhookEndpointsMax,
      '',
    ],
    [
      'tries',
      'Webhooks: attempts of one delivery',
      'The first, and the retries.',
      webhookTriesMax,
      '',
    ],
    [
      'price_lines',
      'Prices: lines of one change',
      'More are set by several changes.',
      priceLinesMax,
      'lines',
    ],
    [
      'import',
      'Stock: largest file of codes',
      'A larger one is cut in two, or imported by the command.',
      importBytesMax / 1024 / 1024,
      'MiB',
    ],
    [
      'proof',
      'People: how long a proof counts',
      'Afterwards an act that moves something asks for another one.',
      PROVEN_MS / MINUTE_MS,
      'min',
    ],
    [
      'raises',
      'Two people: how long raises add up',
      'Raises of one person in this time count as one.',
      RAISED_WINDOW_MS / DAY_MS,
      'days',
    ],
  ] as const
).map(([id, title, explains, value, unit]) => ({
  ...PLAIN,
  ...{ id: `fixed.${id}`, group: 'fixed', title, explains, unit },
  ...{ value: String(value), defaultValue: String(value) },
  origin: 'fixed',
  takesEffect: 'release',
}));

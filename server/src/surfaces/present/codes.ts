import type { OrderCode } from '@psnb2b/contract';
import type { CsvForm } from '../../kit/csv/index.ts';
import { chooseType, json, raw } from '../../kit/http/index.ts';
import { formatId } from '../../kit/ids.ts';
import { wholeList } from '../../kit/pages.ts';
import { codesCsv } from '../../orders/index.ts';

const FORMS = ['application/json', 'text/csv'] as const;
const CSV = 'text/csv; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';
const NO_STORE = { 'cache-control': 'no-store', vary: 'Authorization, Accept' };

/** What a reader of codes accepts, and how the cells of a CSV are written. */
interface Wish {
  readonly accept: string | undefined;
  readonly form: CsvForm;
}

/** The codes of an order in the form that their reader accepts: JSON or CSV. Never stored on the way. */
export function codesReply(orderId: string, codes: OrderCode[], { accept, form }: Wish) {
  if (isCsv(accept)) return raw(200, codesCsv(codes, form), { ...NO_STORE, 'content-type': CSV });
  return json(200, { order_id: formatId('ord', orderId), ...wholeList(codes) }, NO_STORE);
}

/** The same without a body. */
export function codesHead(accept: string | undefined) {
  return raw(200, undefined, { ...NO_STORE, 'content-type': isCsv(accept) ? CSV : JSON_TYPE });
}

function isCsv(accept: string | undefined): boolean {
  return chooseType(accept, FORMS) === 'text/csv';
}

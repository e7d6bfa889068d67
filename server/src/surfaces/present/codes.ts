import type { OrderCode } from '@psnb2b/contract';
import type { CsvForm } from '../../kit/csv/index.ts';
import { type Call, json, raw, wantsCsv } from '../../kit/http/index.ts';
import { formatId } from '../../kit/ids.ts';
import { wholeList } from '../../kit/pages.ts';
import { codesCsv } from '../../orders/index.ts';

const CSV = 'text/csv; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';
const NO_STORE = { 'cache-control': 'no-store', vary: 'Authorization, Accept' };

type Asked = Pick<Call<never>, 'header'> & { readonly query: CsvForm };

/** The codes of an order in the form that their reader accepts: JSON or CSV. Never stored on the way. */
export function codesReply(orderId: string, codes: OrderCode[], call: Asked) {
  if (wantsCsv(call)) {
    return raw(200, codesCsv(codes, call.query), { ...NO_STORE, 'content-type': CSV });
  }
  return json(200, { order_id: formatId('ord', orderId), ...wholeList(codes) }, NO_STORE);
}

/** The same without a body. */
export function codesHead(call: Asked) {
  return raw(200, undefined, { ...NO_STORE, 'content-type': wantsCsv(call) ? CSV : JSON_TYPE });
}

import { type Jwk, openSealedCode } from '../crypto/sealed-code.ts';
import { PsnB2bError } from '../errors.ts';
import type { ListOrderCodesQuery, ListOrderRevealsQuery } from '../generated/calls.ts';
import type {
  CodeLookUp,
  FoundCode,
  OrderCode,
  OrderCodeList,
  Reveal,
} from '../generated/shapes.ts';
import type { List } from '../list.ts';
import type { CallOptions, Send } from '../transport/send.ts';
import { listOf } from './list-of.ts';

export interface DownloadOptions extends CallOptions {
  /** Only these codes, by their ids, 100 at most: the others stay unread. */
  readonly codes?: readonly string[] | undefined;
  /** Your private keys, if your codes arrive sealed: each code is opened with the key that its `kid` names. */
  readonly privateKeys?: readonly Jwk[] | undefined;
}

/** A code, opened. */
export type DownloadedCode = Omit<OrderCode, 'sealed' | 'code'> & {
  /** What a buyer redeems: store it encrypted. Null if it was replaced, refunded or returned before anybody read it. */
  code: string | null;
};

export function codes(send: Send) {
  const read = async (orderId: string, query: ListOrderCodesQuery, options?: CallOptions) =>
    (await send(
      'listOrderCodes',
      { params: { order_id: orderId }, query },
      options,
    )) as OrderCodeList;
  return {
    /** The codes of a delivered order, sealed ones opened. Each reading is recorded, and a read code cannot be returned. */
    async download(orderId: string, options: DownloadOptions = {}): Promise<DownloadedCode[]> {
      const { codes: ids, privateKeys, ...call } = options;
      if (ids?.length === 0) return [];
      const { data } = await read(orderId, ids ? { code: ids } : {}, call);
      return Promise.all(data.map((item) => opened(item, privateKeys)));
    },
    /** The codes as the API returns them: `code`, or `sealed` if you registered a public key. */
    list(
      orderId: string,
      query: Omit<ListOrderCodesQuery, 'masked' | 'raw'> = {},
      options?: CallOptions,
    ): Promise<OrderCodeList> {
      return read(orderId, query, options);
    },
    /** Ids, states and times of all codes. Reads none of them, so that they stay returnable. */
    listMasked(orderId: string, options?: CallOptions): Promise<OrderCodeList> {
      return read(orderId, { masked: true }, options);
    },
    /** The codes as CSV (RFC 4180). `raw`: every cell unchanged, for a program; otherwise safe for a spreadsheet. */
    async csv(
      orderId: string,
      query: { raw?: boolean | undefined } = {},
      options?: CallOptions,
    ): Promise<string> {
      const given = { params: { order_id: orderId }, query, accept: 'text/csv' };
      return (await send('listOrderCodes', given, options)) as string;
    },
    /** Who read which codes of an order, newest first, each with a signed receipt. */
    reveals(orderId: string, query?: ListOrderRevealsQuery, options?: CallOptions): List<Reveal> {
      const given = { params: { order_id: orderId }, query: query ?? {} };
      return listOf(send, 'listOrderReveals', given, options);
    },
    /** Finds the order and the state of a code, by its id; or by its text, which counts as reading it. */
    lookUp(code: CodeLookUp, options?: CallOptions): Promise<FoundCode> {
      return send('lookUpCode', { body: code }, options);
    },
  };
}

async function opened(item: OrderCode, keys: readonly Jwk[] | undefined): Promise<DownloadedCode> {
  const { sealed, code, ...rest } = item;
  if (sealed === undefined || sealed === null) return { ...rest, code: code ?? null };
  if (keys === undefined) {
    throw new PsnB2bError(
      `The code ${item.id} is sealed with your public key: pass privateKeys, or use codes.list and open it yourself.`,
    );
  }
  return { ...rest, ...(await openSealedCode({ id: item.id, sealed }, keys)) };
}

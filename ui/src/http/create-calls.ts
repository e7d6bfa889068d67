import { useForm } from '@mantine/form';
import {
  keepPreviousData,
  queryOptions,
  type UseQueryResult,
  useQuery,
} from '@tanstack/react-query';
import type { Client } from 'openapi-fetch';
import { type Act, useAct } from '../act/use-act.ts';
import type { CallForm } from '../form/form-of-call.ts';
import { type ListState, useListState } from '../list/use-list-state.ts';
import type {
  ActName,
  CallOf,
  GetOf,
  QueryOfGet,
  ReadPath,
  ReplyOf,
  Sending,
  Sent,
  SentOf,
} from './call-types.ts';
import { take } from './create-api.ts';
import { nounOf, readingKey } from './reading.ts';

/** How a read is repeated, or not done yet. */
interface Reading {
  readonly refetchInterval?: number | false;
  readonly enabled?: boolean;
  /** Whether the last page of a list stays while the next is read. */
  readonly keep?: boolean;
}

interface Doing {
  readonly send?: (input: unknown) => Sent;
  readonly onDone?: (reply: unknown, input: unknown) => void;
}

interface UseDo<Paths> {
  <Name extends ActName<Paths>, Input = unknown>(
    name: Name,
    options: {
      readonly send: (input: Input) => SentOf<CallOf<Paths, Name>>;
      readonly onDone?: (reply: ReplyOf<CallOf<Paths, Name>>, input: Input) => void;
    },
  ): Act<Input, ReplyOf<CallOf<Paths, Name>>>;
  <Name extends ActName<Paths>>(
    name: Name,
    options?: {
      readonly send?: never;
      readonly onDone?: (reply: ReplyOf<CallOf<Paths, Name>>) => void;
    },
  ): Act<
    // biome-ignore lint/suspicious/noConfusingVoidType: an act that needs nothing is run with nothing.
    SentOf<CallOf<Paths, Name>> | void,
    ReplyOf<CallOf<Paths, Name>>
  >;
}

/** A client whose paths and replies were checked by the caller's types already. */
interface Untyped {
  request(
    method: string,
    path: string,
    init: { params: object; body?: unknown },
  ): ReturnType<Client<Record<never, never>>['request']>;
}

/**
 * The hooks of an API, typed by its operations.
 *
 * - `useRead('/lots/{lot_id}', { path: { lot_id } })` reads, and reads again when an act made it stale.
 * - `useDo('POST /lots/{lot_id}/recall', { send, onDone })` does: the proof where one is wanted, an idempotency key,
 *   once at a time; then whatever was read of the same noun is read again before it is done, and all else on the
 *   screen behind it. `send` makes of the input what is sent; without it the input is that.
 * - `useList('/lots', ['status'])` reads a page of a list, whose filters and cursor are in the address.
 * - `useFormOf('POST /quotas/{name}', { initial, send, onDone })` is a form whose values become the body of the call:
 *   `FormDialog` shows it, `Field` asks for a member of it.
 * - `read` is the query of `useRead`, for those who need it elsewhere.
 */
export function createCalls<Paths extends object>(api: Client<Paths>) {
  const untyped = api as unknown as Untyped;
  const send = async (name: string, { path, query, body }: Sent, header?: object) => {
    const [method = '', address = ''] = name.split(' ');
    const params = { path, query, header };
    return take(
      untyped.request(method.toLowerCase(), address, {
        params,
        ...(body !== undefined && { body }),
      }),
    );
  };
  const read = <Path extends ReadPath<Paths>>(path: Path, ...[sent]: Sending<GetOf<Paths, Path>>) =>
    queryOptions({
      queryKey: readingKey(path, sent as Sent | undefined),
      queryFn: () =>
        send(`GET ${path}`, (sent ?? {}) as Sent) as Promise<ReplyOf<GetOf<Paths, Path>>>,
    });
  function useRead<Path extends ReadPath<Paths>>(
    path: Path,
    ...[sent, options]: [...Sending<GetOf<Paths, Path>>, options?: Reading]
  ): UseQueryResult<ReplyOf<GetOf<Paths, Path>>> {
    const query = read(path, ...([sent] as unknown as Sending<GetOf<Paths, Path>>));
    const { keep = false, ...rest } = (options ?? {}) as Reading;
    const placeholder = keep && { placeholderData: keepPreviousData };
    return useQuery({ ...query, ...rest, ...placeholder } as typeof query) as UseQueryResult<
      ReplyOf<GetOf<Paths, Path>>
    >;
  }
  const useDo = (name: string, { send: made, onDone }: Doing = {}) =>
    useAct<unknown, unknown>({
      about: nounOf(name.split(' ')[1] ?? ''),
      run: (input, once) => {
        const { params, ...sent } = once<Sent & { params?: { header?: object } }>(
          made ? made(input) : ((input ?? {}) as Sent),
        );
        return send(name, sent, params?.header);
      },
      ...(onDone && { onDone }),
    });
  function useFormOf<Name extends ActName<Paths>, Values extends Record<string, unknown>>(
    name: Name,
    options: {
      readonly initial: Values;
      readonly send: (values: Values) => SentOf<CallOf<Paths, Name>>;
      readonly onDone?: (reply: ReplyOf<CallOf<Paths, Name>>, values: Values) => void;
    },
  ): CallForm<Values> & { readonly act: Act<Values, ReplyOf<CallOf<Paths, Name>>> } {
    const form = useForm<Values>({ initialValues: options.initial });
    const act = useDo(name, options as unknown as Doing);
    return { call: name, form, act: act as unknown as Act<Values, ReplyOf<CallOf<Paths, Name>>> };
  }
  function useList<
    Path extends ReadPath<Paths>,
    const Name extends string & keyof QueryOfGet<GetOf<Paths, Path>>,
  >(
    path: Path,
    names: readonly Name[],
    fixed: Partial<QueryOfGet<GetOf<Paths, Path>>> = {},
  ): ListState<Name> & { readonly reply: UseQueryResult<ReplyOf<GetOf<Paths, Path>>> } {
    const state = useListState(names);
    // What stands in an address is text; the server reads it by the call's schema and says what is wrong.
    const sent = { query: { ...fixed, ...state.query } } as unknown;
    const reply = useRead(path, ...([sent] as unknown as Sending<GetOf<Paths, Path>>));
    return { ...state, reply };
  }
  return { api, read, useRead, useList, useDo: useDo as unknown as UseDo<Paths>, useFormOf };
}

/** The hooks of one API. */
export type Calls<Paths extends object> = ReturnType<typeof createCalls<Paths>>;

import { type UseFormInput, useForm } from '@mantine/form';
import {
  keepPreviousData,
  queryOptions,
  type UseQueryResult,
  useQuery,
} from '@tanstack/react-query';
import type { Client } from 'openapi-fetch';
import type { Once } from '../act/keyed-sending.ts';
import { type Act, useAct } from '../act/use-act.ts';
import type { CallForm, Draft } from '../form/form-of-call.ts';
import { readRules } from '../form/read-rules.ts';
import { changedIn, toBody } from '../form/to-body.ts';
import { type Days, periodOf } from '../list/days.ts';
import { type Filters, type ListState, useListState } from '../list/use-list-state.ts';
import type {
  ActName,
  BodyOf,
  CallOf,
  GetOf,
  QueryOfGet,
  ReadPath,
  ReplyOf,
  Sending,
  Sent,
  SentOf,
} from './call-types.ts';
import type { Rules } from './check-body.ts';
import { type AnyPaths, take } from './create-api.ts';
import type { Failure } from './failure.ts';
import { nounOf, readingKey } from './reading.ts';

/** How a read is repeated or postponed. */
interface Reading {
  readonly refetchInterval?: number | false;
  readonly enabled?: boolean;
  /** Whether the last page of a list stays while the next one is read. */
  readonly keep?: boolean;
}

interface Ends<Reply, Input> {
  readonly onDone?: ((reply: Reply, input: Input) => void) | undefined;
  /** Called after each try with its failure, or null. */
  readonly onOutcome?: ((failure: Failure | null) => unknown) | undefined;
}

interface Doing extends Ends<unknown, unknown> {
  readonly send?: ((input: unknown) => Sent | Promise<Sent>) | undefined;
}

interface UseDo<Paths> {
  <Name extends ActName<Paths>, Input = unknown>(
    name: Name,
    options: Ends<ReplyOf<CallOf<Paths, Name>>, Input> & {
      readonly send: (input: Input) => SentOf<CallOf<Paths, Name>>;
    },
  ): Act<Input, ReplyOf<CallOf<Paths, Name>>>;
  <Name extends ActName<Paths>>(
    name: Name,
    options?: Ends<ReplyOf<CallOf<Paths, Name>>, unknown> & { readonly send?: never },
  ): Act<
    // biome-ignore lint/suspicious/noConfusingVoidType: an act that needs nothing is run with nothing.
    SentOf<CallOf<Paths, Name>> | void,
    ReplyOf<CallOf<Paths, Name>>
  >;
}

/** The result of a form's values: the call's path and query, and its body as typed. */
type Typed<Call> = Omit<SentOf<Call>, 'body'> & { body: Draft<BodyOf<Call>> };
type FormOf<Values, Call> = CallForm<Values> & { readonly act: Act<Values, ReplyOf<Call>> };

interface UseFormOf<Paths> {
  <Name extends ActName<Paths>, Values extends Record<string, unknown>>(
    name: Name,
    options: Ends<ReplyOf<CallOf<Paths, Name>>, Values> &
      Pick<UseFormInput<Values>, 'validate'> & {
        readonly initial: Values;
        readonly send: (
          values: Values,
        ) => Typed<CallOf<Paths, Name>> | Promise<Typed<CallOf<Paths, Name>>>;
      },
  ): FormOf<Values, CallOf<Paths, Name>>;
  <Name extends ActName<Paths>>(
    name: Name,
    options: Ends<ReplyOf<CallOf<Paths, Name>>, Draft<BodyOf<CallOf<Paths, Name>>>> & {
      readonly initial: Draft<BodyOf<CallOf<Paths, Name>>>;
      readonly send?: never;
    },
  ): FormOf<Draft<BodyOf<CallOf<Paths, Name>>>, CallOf<Paths, Name>>;
}

interface Forming extends Ends<unknown, unknown>, Pick<UseFormInput<Blank>, 'validate'> {
  readonly initial: Blank;
  readonly send?: (values: Blank) => Sent | Promise<Sent>;
}
type Blank = Record<string, unknown>;

/**
 * The hooks of an API, typed by its operations.
 *
 * - `useRead('/lots/{lot_id}', { path: { lot_id } })` reads, and reads again when an act made it stale.
 * - `useDo('POST /lots/{lot_id}/recall', { send, onDone })` does: the proof where one is wanted, an idempotency key,
 *   once at a time; then whatever was read of the same noun is read again before it is done, and all else on the
 *   screen behind it. `send` makes of the input what is sent; without it the input is that.
 * - `useList('/lots', ['status'])` reads a page of a list, whose filters and cursor are in the address.
 * - `useListOfDays('/webhook-events', ['type'])` is the same with the days `from` and `to`, which the call takes as a period; `asked` is
 *   what its export takes.
 * - `useWhole('/webhook-endpoints', ['mode'])` is the same for a list that is sent whole, without pages.
 * - `useFormOf('POST /quotas/{name}', { initial, send, onDone })` is a form whose values become the body of the call
 *   by `toBody`: `FormDialog` or `Form` shows it, `Field` asks for a member of it. Without `send`, the values are the
 *   body. A PATCH sends only what was changed, so that it undoes nothing that somebody else changed meanwhile.
 * - `sendOnce('POST /orders/{order_id}/approve', { path }, once)` sends one of several requests of `BulkAct`.
 * - `each('POST /orders/{order_id}/approve', (order: StaffOrder) => ({ path }))` is what `BulkAct` sends for each row: `reason` is what was written.
 * - `read` is the query of `useRead`, for those who need it elsewhere.
 *
 * `api` checks paths and replies by their types; `any` sends what these types have checked already.
 */
export function createCalls<Paths extends object>(api: Client<Paths>, any: Client<AnyPaths>) {
  const send = (name: string, { path, query, body }: Sent, header?: object) => {
    const [method = '', address = ''] = name.split(' ');
    const params = {
      path: { ...path },
      query: { ...query },
      header: { ...header },
    };
    const sent = body === undefined ? {} : { body };
    return take<unknown>(any.request(method.toLowerCase() as 'post', address, { params, ...sent }));
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
  const sendOnce = (name: string, sent: Sent, once: Once) => {
    const { params, ...rest } = once<Sent & { params?: { header?: object } }>(sent);
    return send(name, rest, params?.header);
  };
  const each = (name: string, sentOf: (row: unknown, reason: string) => Sent) => ({
    call: name,
    send: (row: unknown, once: Once, reason: string) => sendOnce(name, sentOf(row, reason), once),
  });
  const useDo = (name: string, { send: made, ...ends }: Doing = {}) =>
    useAct<unknown, unknown>({
      about: nounOf(name.split(' ')[1] ?? ''),
      call: name,
      run: async (input, once) =>
        sendOnce(name, made ? await made(input) : ((input ?? {}) as Sent), once),
      ...ends,
    });
  const useFormOf = (name: string, { initial, validate, send: made, ...ends }: Forming) => {
    const form = useForm<Blank>({ initialValues: initial, ...(validate && { validate }) });
    const act = useDo(name, {
      ...ends,
      send: async (values) => {
        const shape = (await readRules().catch((): Rules => ({})))[name] ?? {};
        const sentFor = async (typed: Blank) => {
          const sent: Sent = made ? await made(typed) : { body: typed };
          return { ...sent, body: toBody(shape, sent.body) as object };
        };
        const sent = await sentFor(values as Blank);
        if (!name.startsWith('PATCH ')) return sent;
        const before = await sentFor(form.getInitialValues());
        return { ...sent, body: changedIn(sent.body, before.body) };
      },
    });
    return { call: name, form, act };
  };
  function useList<
    Path extends ReadPath<Paths>,
    const Name extends string & keyof QueryOfGet<GetOf<Paths, Path>>,
  >(
    path: Path,
    names: readonly Name[],
    fixed: Partial<QueryOfGet<GetOf<Paths, Path>>> = {},
  ): ListState<Name> & { readonly reply: UseQueryResult<ReplyOf<GetOf<Paths, Path>>> } {
    return useListOf(path, useListState(names, fixed), fixed);
  }
  function useListOfDays<
    Path extends ReadPath<Paths>,
    const Name extends string & keyof QueryOfGet<GetOf<Paths, Path>>,
  >(path: Path, names: readonly Name[], days: Days = {}) {
    const state = useListState<Name | 'from' | 'to'>([...names, 'from', 'to']);
    const cut = ({ from, to, ...rest }: Filters<Name | 'from' | 'to'>) => ({
      ...rest,
      ...periodOf({ from, to }, days),
    });
    const list = useListOf(path, { ...state, query: cut(state.query) as typeof state.query }, {});
    return { ...list, asked: cut(state.filters) as Readonly<Record<string, string>> };
  }
  function useWhole<
    Path extends ReadPath<Paths>,
    const Name extends string & keyof QueryOfGet<GetOf<Paths, Path>>,
  >(path: Path, names: readonly Name[]) {
    const { query, ...state } = useListState(names);
    return useListOf(path, { ...state, query: state.filters as typeof query }, {});
  }
  function useListOf<Path extends ReadPath<Paths>, Name extends string>(
    path: Path,
    state: ListState<Name>,
    fixed: object,
  ): ListState<Name> & { readonly reply: UseQueryResult<ReplyOf<GetOf<Paths, Path>>> } {
    // A value in an address is text; the server reads it by the call's schema and reports what is wrong.
    const sent = { query: { ...fixed, ...state.query } } as unknown;
    const reply = useRead(path, ...([sent] as unknown as Sending<GetOf<Paths, Path>>));
    return { ...state, reply };
  }
  return {
    api,
    read,
    useRead,
    useList,
    useListOfDays,
    useWhole,
    useDo: useDo as unknown as UseDo<Paths>,
    sendOnce: sendOnce as unknown as <Name extends ActName<Paths>>(
      name: Name,
      sent: SentOf<CallOf<Paths, Name>>,
      once: Once,
    ) => Promise<ReplyOf<CallOf<Paths, Name>>>,
    each: each as unknown as <Name extends ActName<Paths>, Row>(
      name: Name,
      sentOf: (row: Row, reason: string) => SentOf<CallOf<Paths, Name>>,
    ) => {
      readonly call: Name;
      readonly send: (
        row: Row,
        once: Once,
        reason: string,
      ) => Promise<ReplyOf<CallOf<Paths, Name>>>;
    },
    useFormOf: useFormOf as unknown as UseFormOf<Paths>,
  };
}

/** The hooks of one API. */
export type Calls<Paths extends object> = ReturnType<typeof createCalls<Paths>>;

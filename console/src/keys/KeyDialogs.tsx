import { SimpleGrid } from '@mantine/core';
import type { ApiKey, KeyTermsChange, Partner } from '@psnb2b/contract';
import { type CallForm, type Draft, Field, FormDialog, say } from '@psnb2b/ui';
import { useFormOf } from '../client.ts';
import { Effect } from '../setting-effect/Effect.tsx';
import { words } from './words.ts';

/** What a key may do. */
type Terms = Draft<Required<Omit<KeyTermsChange, 'expires_at'>>>;

/** The rights of a new key unless others are chosen. */
const DEFAULTS: Terms = {
  scopes: ['read', 'orders', 'codes', 'claims'],
  allow_cidr: [],
  requests_per_minute: 60,
  orders_per_minute: 10,
  daily_spend: null,
  daily_quantity: null,
};

interface IssueProps {
  readonly partner: Partner;
  /** The request that the key answers, if it is a live one. */
  readonly ticketId: string | null;
  readonly onClose: () => void;
}

/** Issues a key; only the partner can reveal it. */
export function IssueKey({ partner, ticketId, onClose }: IssueProps) {
  const mode: 'live' | 'test' = 'live';
  const issue = useFormOf('POST /partners/{partner_id}/keys', {
    initial: { ...DEFAULTS, name: '', mode: mode as 'live' | 'test' },
    send: (body) => ({
      path: { partner_id: partner.id },
      body: {
        ...body,
        ...(ticketId !== null && body.mode === 'live' && { ticket_id: ticketId }),
      },
    }),
    onDone: () => {
      onClose();
      say(words.issued);
    },
  });
  return (
    <FormDialog title={words.issue} onClose={onClose} of={issue} submit={words.issue} size="lg">
      <Field of={issue} name="mode" label={words.mode} choices={words.modes} inline />
      <Field of={issue} name="name" label={words.name} hint={words.nameHint} />
      <TermsFields of={issue as unknown as CallForm<Terms>} />
    </FormDialog>
  );
}

interface ChangeProps {
  readonly apiKey: ApiKey;
  readonly onClose: () => void;
}

/** What a key is called; it may do what it did. */
export function NameKey({ apiKey, onClose }: ChangeProps) {
  const name = useFormOf('PUT /keys/{key_id}/name', {
    initial: { name: apiKey.name },
    send: (body) => ({ path: { key_id: apiKey.id }, body }),
    onDone: () => {
      onClose();
      say(words.named);
    },
  });
  return (
    <FormDialog title={words.nameOf(apiKey.hint)} of={name} onClose={onClose}>
      <Field of={name} name="name" label={words.name} hint={words.nameHint} first />
    </FormDialog>
  );
}

/** Changes what a key may do, to more or to less. */
export function ChangeKey({ apiKey, onClose }: ChangeProps) {
  const { scopes, allow_cidr, requests_per_minute, orders_per_minute } = apiKey;
  const { daily_spend, daily_quantity } = apiKey;
  const initial: Terms = {
    ...{ scopes, allow_cidr, requests_per_minute, orders_per_minute },
    ...{ daily_spend, daily_quantity },
  };
  const change = useFormOf('PATCH /keys/{key_id}', {
    initial,
    send: (body) => ({ path: { key_id: apiKey.id }, body }),
    onDone: () => {
      onClose();
      say(words.changed);
    },
  });
  return (
    <FormDialog title={words.change} onClose={onClose} of={change} size="lg">
      <TermsFields of={change} apiKey={apiKey} />
    </FormDialog>
  );
}

interface TermsProps {
  readonly of: CallForm<Terms>;
  /** The key that is changed; left out: a new one. */
  readonly apiKey?: ApiKey;
}

function TermsFields({ of, apiKey }: TermsProps) {
  const { requests_per_minute: requests, orders_per_minute: orders } = of.form.getValues();
  return (
    <>
      <Field of={of} name="scopes" label={words.scopes} inline />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <Field of={of} name="requests_per_minute" label={words.requests} />
        <Field of={of} name="orders_per_minute" label={words.orders} />
        <Field of={of} name="daily_spend" label={words.dailySpend} hint={words.capHint} />
        <Field of={of} name="daily_quantity" label={words.dailyQuantity} hint={words.capHint} />
      </SimpleGrid>
      {apiKey && (
        <>
          <CallsEffect of={apiKey} setting="requests_a_minute" value={requests} />
          <CallsEffect of={apiKey} setting="orders_a_minute" value={orders} />
        </>
      )}
      <Field of={of} name="allow_cidr" label={words.networks} hint={words.networksHint} mono />
    </>
  );
}

interface EffectProps {
  readonly of: ApiKey;
  readonly setting: 'requests_a_minute' | 'orders_a_minute';
  readonly value: unknown;
}

function CallsEffect({ of, setting, value }: EffectProps) {
  const now = setting === 'requests_a_minute' ? of.requests_per_minute : of.orders_per_minute;
  return (
    <div>
      <Effect setting={setting} of={of.id} value={value} now={now} />
    </div>
  );
}

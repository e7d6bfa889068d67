import { Group } from '@mantine/core';
import type { ApiKey, Partner } from '@psnb2b/contract';
import { keyCan, partnerCan } from '@psnb2b/contract/states';
import {
  ConfirmAct,
  CopyId,
  columnsOf,
  DataList,
  DialogButton,
  Empty,
  groupDigits,
  KeyName,
  keyLabel,
  Section,
  Time,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useQuery } from '@tanstack/react-query';
import { allowed, read, useDo } from '../client.ts';
import { keyTones } from '../tones.ts';
import { ChangeKey, IssueKey, NameKey } from './KeyDialogs.tsx';
import { words } from './words.ts';

const col = columnsOf<ApiKey>();

const COLUMNS = [
  col.cell('key', words.key, ({ id, name, hint, mode }) => (
    <div>
      <KeyName name={name} hint={hint} />
      <div className="quiet">
        {words.modes[mode]} · <CopyId id={id} what={words.key} short />
      </div>
    </div>
  )),
  col.status('status', words.status, keyTones, words.statuses),
  col.cell(
    'limits',
    words.limits,
    (key) => (
      <div>
        <div>
          {words.perMinute(
            groupDigits(key.requests_per_minute),
            groupDigits(key.orders_per_minute),
          )}
        </div>
        <div className="quiet">
          {key.scopes.join(', ')} · {key.allow_cidr.join(', ') || words.everywhere}
        </div>
      </div>
    ),
    { from: 'm' },
  ),
  col.cell(
    'used',
    words.lastUsed,
    ({ last_used_at: used }) => (used ? <Time at={used} form="ago" /> : words.neverUsed),
    { from: 's' },
  ),
  col.time('expires_at', words.expires, { form: 'day', from: 'm' }),
  col.time('created_at', words.created, { form: 'day', from: 'm' }),
  col.acts((key) => <KeyActs apiKey={key} />),
];

interface Props {
  readonly partner: Partner;
  /** The request that a new key answers. */
  readonly ticketId?: string | null;
  readonly lead?: string;
}

/** The keys of a business. Staff issue, change, rotate and revoke them, and never see one. */
export function KeysSection({ partner, ticketId = null, lead }: Props) {
  const me = useMe();
  const keys = useQuery({
    ...read('/partners/{partner_id}', { path: { partner_id: partner.id } }),
    select: (each) => ({ data: each.keys, has_more: false, next_cursor: null }),
  });
  return (
    <Section
      title={words.title}
      {...(lead !== undefined && { lead })}
      flush
      acts={
        <DialogButton
          label={words.issue}
          allowed={allowed(me, 'issueKey', partnerCan.issueLiveKey(partner))}
          button={{ size: 'xs', variant: 'filled' }}
        >
          {(close) => <IssueKey partner={partner} ticketId={ticketId} onClose={close} />}
        </DialogButton>
      }
    >
      <DataList
        label={words.title}
        query={keys}
        rowKey={({ id }) => id}
        columns={COLUMNS}
        empty={<Empty title={words.none} hint={words.noneHint} />}
      />
    </Section>
  );
}

function KeyActs({ apiKey }: { readonly apiKey: ApiKey }) {
  const me = useMe();
  const path = { key_id: apiKey.id };
  const rotate = useDo('POST /keys/{key_id}/rotate', { send: () => ({ path, body: {} }) });
  const revoke = useDo('POST /keys/{key_id}/revoke', {
    send: (reason: string) => ({ path, body: { reason } }),
  });
  if (!keyCan.revoke(apiKey).can) return null;
  const button = { size: 'compact-xs' } as const;
  return (
    <Group gap={6} justify="flex-end">
      <DialogButton
        label={words.change}
        allowed={allowed(me, 'changeKey', keyCan.restrict(apiKey))}
        button={button}
      >
        {(close) => <ChangeKey apiKey={apiKey} onClose={close} />}
      </DialogButton>
      <DialogButton
        label={words.name}
        allowed={allowed(me, 'nameKey', keyCan.name(apiKey))}
        button={button}
      >
        {(close) => <NameKey apiKey={apiKey} onClose={close} />}
      </DialogButton>
      <ConfirmAct
        label={words.rotate}
        says={words.rotateSays}
        act={rotate}
        allowed={allowed(me, 'rotateKey', keyCan.rotate(apiKey))}
        button={button}
      />
      <ConfirmAct
        label={words.revoke}
        says={words.revokeSays(keyLabel(apiKey))}
        reason={words.reason}
        act={revoke}
        allowed={allowed(me, 'revokeKey', keyCan.revoke(apiKey))}
        danger
        button={button}
      />
    </Group>
  );
}

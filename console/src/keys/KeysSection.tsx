import { Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ApiKey, Partner } from '@psnb2b/contract';
import { keyCan, partnerCan } from '@psnb2b/contract/states';
import {
  ActButton,
  type Column,
  ConfirmAct,
  CopyId,
  DataList,
  Empty,
  groupDigits,
  Section,
  StatusBadge,
  Time,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useQuery } from '@tanstack/react-query';
import { allowed, read, useDo } from '../door.ts';
import { t } from '../text/text.ts';
import { keyTones } from '../tones.ts';
import { ChangeKey, IssueKey } from './KeyDialogs.tsx';

type Key = ApiKey;
const words = t.key;

interface Props {
  readonly partner: Partner;
  /** The request that a new key answers. */
  readonly ticketId?: string | null;
  readonly lead?: string;
}

/** The keys of a business. Staff issue, narrow, widen, rotate and revoke them, and never see one. */
export function KeysSection({ partner, ticketId = null, lead }: Props) {
  const me = useMe();
  const [open, dialog] = useDisclosure(false);
  const keys = useQuery({
    ...read('/partners/{partner_id}', { path: { partner_id: partner.id } }),
    select: (each) => ({ data: each.keys, has_more: false, next_cursor: null }),
  });
  const columns: readonly Column<Key>[] = [
    {
      key: 'key',
      title: words.key,
      cell: ({ id, hint, mode }) => (
        <div>
          <CopyId id={id} what={words.key} short />
          <div className="quiet">
            <span className="mono">{hint}</span> · {words.modes[mode]}
          </div>
        </div>
      ),
    },
    {
      key: 'status',
      title: words.status,
      cell: ({ status }) => (
        <StatusBadge tone={keyTones[status]}>{words.statuses[status]}</StatusBadge>
      ),
    },
    {
      key: 'terms',
      title: words.limits,
      from: 'm',
      cell: (key) => (
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
    },
    {
      key: 'created',
      title: words.created,
      from: 'm',
      cell: ({ created_at }) => <Time at={created_at} form="day" />,
    },
    {
      key: 'acts',
      title: '',
      align: 'right',
      cell: (key) => <KeyActs apiKey={key} />,
    },
  ];
  return (
    <Section
      title={words.title}
      {...(lead !== undefined && { lead })}
      flush
      acts={
        <ActButton
          size="xs"
          allowed={allowed(me, 'issueKey', partnerCan.issueLiveKey(partner))}
          onClick={dialog.open}
        >
          {words.issue}
        </ActButton>
      }
    >
      <DataList
        label={words.title}
        query={keys}
        rowKey={({ id }) => id}
        columns={columns}
        empty={<Empty title={words.none} hint={words.noneHint} />}
      />
      {open && <IssueKey partner={partner} ticketId={ticketId} onClose={dialog.close} />}
    </Section>
  );
}

function KeyActs({ apiKey }: { readonly apiKey: Key }) {
  const me = useMe();
  const [open, dialog] = useDisclosure(false);
  const path = { key_id: apiKey.id };
  const rotate = useDo('POST /keys/{key_id}/rotate', { send: () => ({ path, body: {} }) });
  const revoke = useDo('POST /keys/{key_id}/revoke', {
    send: (reason: string) => ({ path, body: { reason } }),
  });
  if (!keyCan.revoke(apiKey).can) return null;
  const button = { size: 'compact-xs' } as const;
  return (
    <Group gap={6} justify="flex-end">
      <ActButton
        variant="default"
        {...button}
        allowed={allowed(me, 'changeKey', keyCan.restrict(apiKey))}
        onClick={dialog.open}
      >
        {words.change}
      </ActButton>
      <ConfirmAct
        label={words.rotate}
        says={words.rotateSays}
        act={rotate}
        allowed={allowed(me, 'rotateKey', keyCan.rotate(apiKey))}
        button={button}
      />
      <ConfirmAct
        label={words.revoke}
        says={words.revokeSays(apiKey.hint)}
        reason={words.reason}
        act={revoke}
        allowed={allowed(me, 'revokeKey', keyCan.revoke(apiKey))}
        danger
        button={button}
      />
      {open && <ChangeKey apiKey={apiKey} onClose={dialog.close} />}
    </Group>
  );
}

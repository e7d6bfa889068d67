import { Group } from '@mantine/core';
import type { ApiKey, RevealedKey } from '@psnb2b/contract';
import { type KeyStatus, keyCan, partnerCan } from '@psnb2b/contract/states';
import {
  ActButton,
  ConfirmAct,
  columnsOf,
  DataList,
  DialogButton,
  Empty,
  groupDigits,
  KeyName,
  keyLabel,
  Page,
  Section,
  Time,
  type Tone,
  useGo,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { at } from '@psnb2b/ui/pages';
import { useState } from 'react';
import { allowed, useDo, useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { text } from '../../text.ts';
import { IssueTestKey, NameKey } from './KeyNaming.tsx';
import classes from './keys.module.css';
import { RestrictKey } from './RestrictKey.tsx';
import { ShownKey } from './ShownKey.tsx';
import { TestBalance } from './TestBalance.tsx';
import { nameWords, words } from './words.ts';

type Key = ApiKey;
type Revealed = RevealedKey;

const TONES: Readonly<Record<KeyStatus, Tone>> = {
  unseen: 'wait',
  active: 'good',
  expired: 'neutral',
  revoked: 'neutral',
};

const col = columnsOf<Key>();

const COLUMNS = [
  col.cell('key', words.key, ({ name, hint, mode, created_at }) => (
    <div>
      <KeyName name={name} hint={hint} />
      <div className={classes.quiet}>
        {text.modes[mode]} · {words.issued} <Time at={created_at} form="day" />
      </div>
    </div>
  )),
  col.status('status', words.status, TONES, words.statuses),
  col.cell(
    'scopes',
    words.scopes,
    (key) => (
      <div>
        <div>{key.scopes.join(', ')}</div>
        <div className={classes.quiet}>
          {words.networks}: {key.allow_cidr.join(', ') || words.everywhere}
        </div>
      </div>
    ),
    { from: 'm' },
  ),
  col.cell('limits', words.limits, (key) => <Limits apiKey={key} />, { from: 'm' }),
  col.cell('used', words.lastUsed, ({ last_used_at: used }) =>
    used ? <Time at={used} form="ago" /> : words.never,
  ),
  col.cell('expires', words.expires, ({ expires_at: ends }) =>
    ends ? <Time at={ends} form="day" /> : words.never,
  ),
];

/** The keys of the business, and its test balance. */
export function KeysPage() {
  const me = useMe();
  const go = useGo();
  const keys = useRead('/keys');
  const [shown, setShown] = useState<Revealed | null>(null);
  const issue = (
    <DialogButton
      label={nameWords.issue}
      allowed={allowed(
        me,
        'createTestKey',
        me.partner ? partnerCan.issueTestKey(me.partner) : undefined,
      )}
      button={{ variant: 'filled' }}
    >
      {(close) => <IssueTestKey onClose={close} onIssued={setShown} />}
    </DialogButton>
  );
  return (
    <Page
      acts={
        <>
          <ActButton
            variant="default"
            allowed={allowed(me, 'createTicket')}
            onClick={() => go(at(to.newTicket, { topic: 'api_access' }))}
          >
            {words.ask}
          </ActButton>
          {issue}
        </>
      }
    >
      <Section flush>
        <DataList
          label={words.title}
          query={keys}
          rowKey={({ id }) => id}
          columns={[...COLUMNS, col.acts((key) => <KeyActs apiKey={key} onShown={setShown} />)]}
          empty={<Empty title={words.none} hint={words.noneHint} action={issue} />}
        />
      </Section>
      <TestBalance />
      {shown && <ShownKey revealed={shown} onKept={() => setShown(null)} />}
    </Page>
  );
}

function Limits({ apiKey }: { readonly apiKey: Key }) {
  const { requests_per_minute: requests, orders_per_minute: orders } = apiKey;
  const { daily_spend: spend, daily_quantity: quantity } = apiKey;
  return (
    <div>
      <div>{words.perMinute(groupDigits(requests), groupDigits(orders))}</div>
      {spend !== null && <div className={classes.quiet}>{words.spendCap(groupDigits(spend))}</div>}
      {quantity !== null && (
        <div className={classes.quiet}>{words.quantityCap(groupDigits(quantity))}</div>
      )}
    </div>
  );
}

function KeyActs({ apiKey, onShown }: { apiKey: Key; onShown: (revealed: Revealed) => void }) {
  const me = useMe();
  const go = useGo();
  const path = { key_id: apiKey.id };
  const reveal = useDo('POST /keys/{key_id}/reveal', { send: () => ({ path }), onDone: onShown });
  const revoke = useDo('POST /keys/{key_id}/revoke', {
    send: (reason: string) => ({ path, body: { reason } }),
  });
  if (!keyCan.revoke(apiKey).can) return null;
  return (
    <Group gap={6} justify="flex-end">
      {keyCan.reveal(apiKey).can && (
        <ConfirmAct
          label={words.reveal}
          says={words.revealSays}
          act={reveal}
          allowed={allowed(me, 'revealKey', keyCan.reveal(apiKey), words.revealed)}
          button={{ size: 'compact-sm', variant: 'filled' }}
        />
      )}
      {apiKey.mode === 'live' && keyCan.rotate(apiKey).can && (
        <ActButton
          variant="default"
          size="compact-sm"
          allowed={allowed(me, 'createTicket')}
          onClick={() => go(at(to.newTicket, { topic: 'key_rotation', key: apiKey.id }))}
        >
          {words.rotate}
        </ActButton>
      )}
      <DialogButton
        label={nameWords.act}
        allowed={allowed(me, 'nameKey', keyCan.name(apiKey))}
        button={{ size: 'compact-sm' }}
      >
        {(close) => <NameKey apiKey={apiKey} onClose={close} />}
      </DialogButton>
      <DialogButton
        label={words.restrict}
        allowed={allowed(me, 'restrictKey', keyCan.restrict(apiKey))}
        button={{ size: 'compact-sm' }}
      >
        {(close) => <RestrictKey apiKey={apiKey} onClose={close} />}
      </DialogButton>
      <ConfirmAct
        label={words.revoke}
        says={words.revokeSays(keyLabel(apiKey))}
        reason={words.reason}
        act={revoke}
        allowed={allowed(me, 'revokeKey', keyCan.revoke(apiKey), words.ended)}
        danger
        button={{ size: 'compact-sm' }}
      />
    </Group>
  );
}

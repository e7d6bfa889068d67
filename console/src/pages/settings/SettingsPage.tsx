import { Group } from '@mantine/core';
import type { Setting } from '@psnb2b/contract';
import {
  ChoiceFilter,
  columnsOf,
  DataList,
  DialogButton,
  Empty,
  ExportButton,
  FilterBar,
  Page,
  Section,
  TextFilter,
  Time,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, client, useWhole } from '../../client.ts';
import { ChangeSetting } from './ChangeSetting.tsx';
import { HistoryDialog } from './HistoryDialog.tsx';
import { valueText, words } from './words.ts';

/** Every limit and window in one list, wherever it is set. */
export function SettingsPage() {
  const list = useWhole('/settings', ['q', 'group', 'origin']);
  return (
    <Page
      lead={words.lead}
      acts={<ExportButton url={client.urlOf('/settings/export')} query={list.filters} />}
    >
      <Section flush>
        <FilterBar>
          <TextFilter of={list} name="q" label={words.search} />
          <ChoiceFilter of={list} name="group" label={words.group} choices={words.groups} />
          <ChoiceFilter of={list} name="origin" label={words.origin} choices={words.origins} />
        </FilterBar>
        <DataList
          label={words.title}
          list={list}
          columns={COLUMNS}
          rowKey={({ id }) => id}
          empty={<Empty title={words.none} hint={words.noneHint} />}
        />
      </Section>
    </Page>
  );
}

const col = columnsOf<Setting>();

const COLUMNS = [
  col.cell('title', words.name, ({ title, explains }) => (
    <div>
      <div className="breaks">{title}</div>
      <div className="quiet">{explains}</div>
    </div>
  )),
  col.cell('value', words.value, (setting) => <Value setting={setting} />, { align: 'right' }),
  col.cell('origin', words.origin, (setting) => <Origin setting={setting} />, { from: 's' }),
  col.text('range', words.range, { from: 'm' }),
  col.cell('effect', words.effect, ({ takes_effect }) => words.effects[takes_effect], {
    from: 'm',
  }),
  col.cell(
    'who',
    words.who,
    ({ roles, needs_two: two }) => (
      <>
        {roles.length === 0 ? words.nobody : roles.map((role) => words.roles[role]).join(', ')}
        {two && <div className="quiet">{words.two}</div>}
      </>
    ),
    { from: 'm' },
  ),
  col.acts((setting) => <Acts setting={setting} />),
];

function Value({ setting }: { readonly setting: Setting }) {
  const { default_value: usual, value, origin, unit } = setting;
  const isOther = origin !== 'fixed' && usual !== null && usual !== value && !setting.is_secret;
  return (
    <div>
      <div>{valueText(setting)}</div>
      {isOther && <div className="quiet">{words.byDefault(usual, unit)}</div>}
    </div>
  );
}

function Origin({ setting }: { readonly setting: Setting }) {
  const { origin, set_at, set_by } = setting;
  return (
    <div>
      <div>{words.origins[origin]}</div>
      {set_at !== null && (
        <div className="quiet">
          {set_by} <Time at={set_at} />
        </div>
      )}
    </div>
  );
}

function Acts({ setting }: { readonly setting: Setting }) {
  const { audit_action: action, title } = setting;
  const may = allowed(useMe(), 'listAudit');
  return (
    <Group gap="sm" justify="flex-end" wrap="nowrap">
      <ChangeSetting setting={setting} />
      {action !== null && may.can && (
        <DialogButton
          label={words.history}
          name={words.historyOf(title)}
          allowed={may}
          button={{ size: 'compact-xs', variant: 'subtle' }}
        >
          {(close) => <HistoryDialog setting={setting} action={action} onClose={close} />}
        </DialogButton>
      )}
    </Group>
  );
}

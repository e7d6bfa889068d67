import { Group } from '@mantine/core';
import type { Setting } from '@psnb2b/contract';
import {
  ChoiceFilter,
  columnsOf,
  DataList,
  Empty,
  ExportButton,
  FilterBar,
  Link,
  Page,
  Section,
  TextFilter,
  Time,
} from '@psnb2b/ui';
import { at } from '@psnb2b/ui/pages';
import { client, useWhole } from '../../client.ts';
import { to } from '../../pages.ts';
import { ChangeSetting } from './ChangeSetting.tsx';
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
  const { audit_action: action, audit_subject: subject, title } = setting;
  return (
    <Group gap="sm" justify="flex-end" wrap="nowrap">
      <ChangeSetting setting={setting} />
      {action !== null && (
        <Link
          to={at(to.audit, { action, ...(subject !== null && { subject }) })}
          aria-label={words.historyOf(title)}
        >
          {words.history}
        </Link>
      )}
    </Group>
  );
}

import { type Static, Type } from 'typebox';
import { nullable, time } from '../kit/primitives.ts';
import { staffRoles } from '../kit/roles.ts';
import { exportQuery, listOf, listQuery, oneOf, searchQuery } from '../kit/shapes.ts';
import { fileReply, ok, reading, type WebAppOperation } from '../kit/web-app-operation.ts';
import { SettingEffect, SettingEffectQuery } from './effects.ts';
import { settingGroups, settingOrigins } from './groups.ts';

const line = (description: string) => Type.String({ description });

export const Setting = Type.Object(
  {
    id: line('Its name: `quota.files`, `returns`, `claim_limit.USD`, `HOST`.'),
    object: Type.Literal('setting'),
    group: oneOf(settingGroups, 'What it is about.'),
    title: line('Its name in words.'),
    explains: line('What it does, in a sentence.'),
    value: nullable(line('What applies now; null: nothing, or a secret.')),
    default_value: nullable(line('What applies unless it is set; null: nothing.')),
    unit: line('Of both; empty for words.'),
    origin: oneOf(settingOrigins, 'Where its value is from.'),
    is_secret: Type.Boolean({ description: 'Whether its value is never shown.' }),
    set_at: nullable(
      time('When it was set in the console or by a command, as far as is recorded.'),
    ),
    set_by: nullable(line('Who set it.')),
    range: nullable(line('What it accepts.')),
    takes_effect: oneOf(
      ['at_once', 'new_claims', 'restart', 'release'],
      'When a new value applies.',
    ),
    roles: Type.Array(oneOf(staffRoles, 'A role.'), { description: 'Who may set it here.' }),
    needs_two: Type.Boolean({ description: 'Whether a weaker value needs a second admin.' }),
    set_with: oneOf(
      [
        'quota',
        'return_terms',
        'stock_limits',
        'claim_limit',
        'payment_terms',
        'claim_terms',
        'price_floor',
        'environment',
        'nothing',
      ],
      'What sets it.',
    ),
    member: line('Which of them: the name of a quota, a currency, a tier; empty if there is one.'),
    audit_action: nullable(line('The name of its changes in the audit; null if there are none.')),
    audit_subject: nullable(line('What its changes are about.')),
  },
  { title: 'Setting', description: 'A limit, a window or a switch.' },
);
export type Setting = Static<typeof Setting>;

const filters = {
  ...searchQuery('A part of its name or explanation.'),
  group: Type.Optional(oneOf(settingGroups, 'Only of this group.')),
  origin: Type.Optional(
    oneOf(
      [...settingOrigins, 'changed'],
      'Only from here; `changed`: whatever is not the default.',
    ),
  ),
};
export const SettingQuery = listQuery(filters);
export const SettingFilters = exportQuery(filters);

/** A line of the CSV of settings. */
export type SettingCsvLine = Omit<Setting, 'object' | 'roles'> & { readonly roles: string };
/** Its columns, in this order. */
export const settingCsvColumns = [
  ...(['id', 'group', 'title', 'value', 'default_value', 'unit', 'origin'] as const),
  ...(['set_by', 'set_at', 'range', 'takes_effect', 'roles', 'needs_two', 'explains'] as const),
] as const satisfies readonly (keyof SettingCsvLine)[];

/** Every limit and window, wherever it is set. */
export const consoleSettingOperations = {
  listSettings: {
    ...reading,
    tag: 'Company',
    id: 'listSettings',
    path: '/settings',
    summary: 'List settings',
    description:
      'Every limit and window with its value, its default and where that is from. What only the environment sets is shown to admins; secrets never.',
    query: SettingQuery,
    replies: ok(listOf('SettingList', 'Settings by group.', Setting), 'The settings.'),
  },
  getSettingEffect: {
    ...reading,
    tag: 'Company',
    id: 'getSettingEffect',
    path: '/settings/effect',
    summary: 'Read what a setting would have meant',
    description:
      'How many orders, decisions, lots or businesses of the shop a value would have concerned, before it is set. For whoever may list what is counted.',
    query: SettingEffectQuery,
    replies: ok(SettingEffect, 'The effect.'),
    refusals: ['not_found', 'role_missing'],
  },
  exportSettings: {
    ...reading,
    tag: 'Company',
    id: 'exportSettings',
    path: '/settings/export',
    summary: 'Download the list of settings as CSV',
    description:
      'Every setting that matches the filters, with its default, and who set it when. What only the environment sets is in it for admins; ' +
      'secrets never.',
    query: SettingFilters,
    replies: fileReply('text/csv', 'One line per setting.'),
  },
} as const satisfies Record<string, WebAppOperation>;

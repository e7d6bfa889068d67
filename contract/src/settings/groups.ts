/** Groups of settings, in the order of the page. */
export const settingGroups = [
  'two_people',
  'claims',
  'money',
  'quotas',
  'server',
  'fixed',
] as const;
export type SettingGroup = (typeof settingGroups)[number];

/** `fixed`: a number of this release, which nobody sets. */
export const settingOrigins = ['default', 'set', 'environment', 'fixed'] as const;
export type SettingOrigin = (typeof settingOrigins)[number];

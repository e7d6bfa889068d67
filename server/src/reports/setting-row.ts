import type { Setting, SettingGroup, StaffRole } from '@psnb2b/contract';

/** A setting as it is listed: what the contract names, with dates. */
export interface SettingRow {
  readonly id: string;
  readonly group: SettingGroup;
  readonly title: string;
  readonly explains: string;
  readonly value: string | null;
  readonly defaultValue: string | null;
  readonly unit: string;
  readonly origin: Setting['origin'];
  readonly isSecret: boolean;
  readonly setAt: Date | null;
  readonly setBy: string | null;
  readonly range: string | null;
  readonly takesEffect: Setting['takes_effect'];
  readonly roles: readonly StaffRole[];
  readonly needsTwo: boolean;
  readonly setWith: Setting['set_with'];
  readonly member: string;
  readonly auditAction: string | null;
  readonly auditSubject: string | null;
}

/** What most settings have. */
export const PLAIN: Omit<
  SettingRow,
  'id' | 'group' | 'title' | 'explains' | 'value' | 'defaultValue'
> = {
  ...{ unit: '', origin: 'default', isSecret: false, setAt: null, setBy: null, range: null },
  ...{ takesEffect: 'at_once', roles: [], needsTwo: false, setWith: 'nothing', member: '' },
  ...{ auditAction: null, auditSubject: null },
};

/** The text of a value whose effect is asked. */
export const settingValuePattern = '^[0-9]{1,15}(\\.[0-9]{1,4})?$';

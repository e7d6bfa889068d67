import type { KeyboardEvent } from 'react';

/** Whether keys finish a text of several lines: Ctrl or ⌘ with Enter, because Enter alone begins a line. */
export function isFinish({ key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return key === 'Enter' && (ctrlKey || metaKey);
}

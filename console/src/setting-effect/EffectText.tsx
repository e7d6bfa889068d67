import type { SettingWithEffect } from '@psnb2b/contract';
import { settingValuePattern } from '@psnb2b/contract/states';
import { useSettled } from '@psnb2b/ui';
import { useRead } from '../client.ts';
import { effectWords, sayEffect } from './words.ts';

export interface EffectProps {
  readonly setting: SettingWithEffect;
  /** Which of them: a business, a currency, a tier, a region, a quota. */
  readonly of?: string;
  /** As typed; empty or null: no limit. */
  readonly value: unknown;
  /** What applies now, in the same form. */
  readonly now: unknown;
}

const VALUE = new RegExp(settingValuePattern);
/** Those that may be left empty. */
const OPTIONAL: readonly SettingWithEffect[] = ['approval_limit', 'stock_release', 'price_floor'];

/** Those of which as many are concerned, whatever the value is. */
const ALIKE: readonly SettingWithEffect[] = ['payment_days'];

/** What the typed value would have meant for what happened here, and what the present one meant, before it is set. */
export function EffectText({ setting, of, value, now }: EffectProps) {
  const typed = useSettled(textOf(value));
  const next = useEffectOf(setting, of, typed);
  const present = useEffectOf(setting, of, textOf(now));
  const isSame = typed === textOf(now) || ALIKE.includes(setting);
  return (
    <output className="quiet" aria-live="polite">
      {next && sayEffect(setting, next)}
      {next && present && next.counted > 0 && !isSame && ` ${effectWords.now(present)}`}
    </output>
  );
}

function useEffectOf(setting: SettingWithEffect, of: string | undefined, value: string) {
  const isReady = VALUE.test(value) || (value === '' && OPTIONAL.includes(setting));
  const asked = { setting, ...(of !== undefined && { of }), ...(value !== '' && { value }) };
  const effect = useRead('/settings/effect', { query: asked }, { enabled: isReady, keep: isReady });
  return isReady && !effect.isError ? effect.data : undefined;
}

function textOf(value: unknown): string {
  return value === null || value === undefined ? '' : String(value).trim();
}

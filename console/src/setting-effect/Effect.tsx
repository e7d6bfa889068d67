import { lazy, Suspense } from 'react';
import type { EffectProps } from './EffectText.tsx';

// Only a form shows it, and no page opens with one.
const EffectText = lazy(async () => ({ default: (await import('./EffectText.tsx')).EffectText }));

/** What the typed value would have meant for what happened here, and what the present one meant, before it is set. */
export function Effect(props: EffectProps) {
  return (
    <Suspense fallback={null}>
      <EffectText {...props} />
    </Suspense>
  );
}

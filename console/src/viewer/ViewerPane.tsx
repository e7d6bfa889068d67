import { Loading } from '@psnb2b/ui';
import { lazy, Suspense, useState } from 'react';
import type { ShownFile } from './open-shown.ts';

const Viewer = lazy(() => import('./Viewer.tsx'));

/** Which file of a page is open in its viewer; `pane` is the viewer, loaded when the first file is opened. */
export function useViewer(files: readonly ShownFile[], onSeen: (id: string) => void = () => {}) {
  const [shown, show] = useState<string | null>(null);
  const isOpen = shown !== null && files.some(({ id }) => id === shown);
  return {
    show,
    isOpen,
    pane: isOpen && (
      <Suspense fallback={<Loading />}>
        <Viewer
          files={files}
          shown={shown}
          onMove={show}
          onClose={() => show(null)}
          onSeen={onSeen}
        />
      </Suspense>
    ),
  };
}

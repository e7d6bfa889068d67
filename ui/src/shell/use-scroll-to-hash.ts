import { useEffect } from 'react';
import { useLocation } from 'react-router';

const WAIT_MS = 5_000;

/** Scrolls to the part of a page that the address names with `#`, as soon as it is loaded. */
export function useScrollToHash(): void {
  const { hash, key } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same address again scrolls again.
  useEffect(() => {
    const id = decodeURIComponent(hash.slice(1));
    if (id === '') return;
    const show = () => {
      const part = document.getElementById(id);
      part?.scrollIntoView({ block: 'start' });
      return part !== null;
    };
    if (show()) return;
    const watch = new MutationObserver(() => show() && watch.disconnect());
    watch.observe(document.body, { childList: true, subtree: true });
    const end = setTimeout(() => watch.disconnect(), WAIT_MS);
    return () => {
      watch.disconnect();
      clearTimeout(end);
    };
  }, [hash, key]);
}

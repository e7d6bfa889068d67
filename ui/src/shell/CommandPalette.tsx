import { useDebouncedCallback } from '@mantine/hooks';
import { createSpotlight, Spotlight, type SpotlightActionData } from '@mantine/spotlight';
import { IconArrowRight, IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { text } from '../text/text.ts';
import type { Found } from './found.ts';
import type { NavItem } from './NavRail.tsx';

const TYPING_MS = 200;
const [store, spotlight] = createSpotlight();

interface Props {
  readonly items: readonly (Pick<NavItem, 'to' | 'title'> & Partial<NavItem>)[];
  readonly onSearch?: (text: string) => Promise<readonly Found[]>;
  readonly onClose: () => void;
}

/** Finds pages by name, and things by the server's search. */
// biome-ignore lint/style/noDefaultExport: loaded lazily.
export default function CommandPalette({ items, onSearch, onClose }: Props) {
  const navigate = useNavigate();
  const [found, setFound] = useState<readonly Found[]>([]);
  const asked = useRef('');
  useEffect(() => spotlight.open(), []);
  const look = useDebouncedCallback(async (words: string) => {
    const wanted = words.trim();
    asked.current = wanted;
    const things = wanted === '' ? [] : ((await onSearch?.(wanted).catch(() => [])) ?? []);
    // An answer that comes late is about what nobody looks for any more.
    if (asked.current === wanted) setFound(things);
  }, TYPING_MS);
  const pages: SpotlightActionData[] = items.map(
    ({ to, title, icon: Icon = IconArrowRight, key }) => ({
      id: to,
      label: title,
      description: text.goTo(title),
      ...(key !== undefined && { keywords: [key] }),
      leftSection: <Icon size={18} stroke={1.6} aria-hidden />,
      onClick: () => navigate(to),
    }),
  );
  const things: SpotlightActionData[] = found.map(({ to, title, line }) => ({
    id: `found ${to}`,
    label: title,
    ...(line !== undefined && { description: line }),
    leftSection: <IconArrowRight size={18} stroke={1.6} aria-hidden />,
    onClick: () => navigate(to),
  }));
  return (
    <Spotlight
      store={store}
      actions={[...pages, ...things]}
      filter={(query, actions) => {
        const words = query.trim().toLowerCase();
        return (actions as SpotlightActionData[]).filter(
          ({ id, label }) => id.startsWith('found ') || label?.toLowerCase().includes(words),
        );
      }}
      onQueryChange={look}
      onSpotlightClose={onClose}
      shortcut={null}
      attributes={{ content: { 'aria-label': text.search } }}
      // What scrolls is reached by the keyboard.
      scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
      nothingFound={text.searchNothing}
      highlightQuery
      searchProps={{
        placeholder: text.searchHint,
        'aria-label': text.search,
        leftSection: <IconSearch size={18} aria-hidden />,
      }}
    />
  );
}

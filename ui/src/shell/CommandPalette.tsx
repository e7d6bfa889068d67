import { Kbd } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import {
  createSpotlight,
  Spotlight,
  type SpotlightActionData,
  type SpotlightActionGroupData,
} from '@mantine/spotlight';
import { IconArrowRight, IconBolt, IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { text } from '../text/text.ts';
import type { Found, PaletteAct } from './found.ts';
import { handOver } from './handed-over.ts';
import type { NavItem } from './NavRail.tsx';

const TYPING_MS = 200;
const [store, spotlight] = createSpotlight();

interface Props {
  readonly items: readonly (Pick<NavItem, 'to' | 'title'> & Partial<NavItem>)[];
  readonly acts: readonly PaletteAct[];
  readonly onSearch?: (text: string) => Promise<readonly Found[]>;
  readonly onClose: () => void;
}

/** Finds pages and acts by name, and things by the server's search. */
// biome-ignore lint/style/noDefaultExport: loaded lazily.
export default function CommandPalette({ items, acts, onSearch, onClose }: Props) {
  const navigate = useNavigate();
  const [found, setFound] = useState<readonly Found[]>([]);
  const asked = useRef('');
  useEffect(() => {
    handOver(null);
    spotlight.open();
  }, []);
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
      ...(key !== undefined && { rightSection: <Keys keys={`g ${key}`} /> }),
      leftSection: <Icon size={18} stroke={1.6} aria-hidden />,
      onClick: () => navigate(to),
    }),
  );
  const doable: SpotlightActionData[] = acts.map(({ title, line, words, key, run }) => ({
    id: `act ${title}`,
    label: title,
    ...(line !== undefined && { description: line }),
    ...(words !== undefined && { keywords: [words] }),
    ...(key !== undefined && { rightSection: <Keys keys={key} /> }),
    leftSection: <IconBolt size={18} stroke={1.6} aria-hidden />,
    onClick: run,
  }));
  const open = ({ to, hands }: Found) => {
    handOver(hands ?? null);
    navigate(to);
  };
  const things = found.map((each, index) => ({
    group: each.group,
    action: {
      id: `found ${index} ${each.to}`,
      label: each.title,
      ...(each.line !== undefined && { description: each.line }),
      leftSection: <IconArrowRight size={18} stroke={1.6} aria-hidden />,
      onClick: () => open(each),
    } satisfies SpotlightActionData,
  }));
  return (
    <Spotlight
      store={store}
      actions={[]}
      filter={(query) => {
        const words = query.trim().toLowerCase();
        const named = (action: SpotlightActionData) =>
          [action.label, ...(action.keywords ?? [])].some((each) =>
            each?.toLowerCase().includes(words),
          );
        return [
          { group: text.palette.acts, actions: doable.filter(named) },
          { group: text.palette.pages, actions: pages.filter(named) },
          ...groupsOf(words === '' ? [] : things),
        ].filter(({ actions }) => actions.length > 0);
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
        autoComplete: 'off',
        onKeyDown: openFirst,
        leftSection: <IconSearch size={18} aria-hidden />,
      }}
    />
  );
}

/** What is found later than it is typed is not selected yet: Enter opens the first. */
function openFirst(event: KeyboardEvent<HTMLInputElement>) {
  if (event.key !== 'Enter') return;
  const list = event.currentTarget.closest('[role="dialog"]');
  if (list?.querySelector('[data-selected]')) return;
  list?.querySelector<HTMLElement>('[data-action]')?.click();
}

function groupsOf(
  things: readonly { readonly group: string; readonly action: SpotlightActionData }[],
): SpotlightActionGroupData[] {
  const groups = new Map<string, SpotlightActionData[]>();
  for (const { group, action } of things) {
    groups.set(group, [...(groups.get(group) ?? []), action]); // nothing: its first.
  }
  return [...groups].map(([group, actions]) => ({ group, actions }));
}

function Keys({ keys }: { readonly keys: string }) {
  return (
    <span aria-hidden>
      {keys.split(' ').map((key) => (
        <Kbd key={key} size="xs" ml={3}>
          {key}
        </Kbd>
      ))}
    </span>
  );
}

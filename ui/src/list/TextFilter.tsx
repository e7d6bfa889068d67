import { Anchor, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { useAccount } from '../account/account.ts';
import { useKeys } from '../keys/use-keys.ts';
import { looksLikeCode } from '../shell/code-form.ts';
import { handOver } from '../shell/handed-over.ts';
import { text } from '../text/text.ts';
import type { FilterProps } from './FilterBar.tsx';
import classes from './list.module.css';

const TYPING_MS = 300;

/**
 * Free text; the search starts when the typing stops. `/` leads to the first one of a page. What looks like a whole code stays in the field: an
 * address is no place for it. It can be looked up by a call that has it in its body, or be searched for by somebody who knows better.
 */
export function TextFilter<Name extends string>({ of, name, label }: FilterProps<Name>) {
  const field = useRef<HTMLInputElement>(null);
  const inAddress: string = of.filters[name] ?? '';
  // The address is the truth: another value than the one that was sent came from "Clear", from a link or from Back.
  const [{ typed, sent }, setState] = useState({ typed: inAddress, sent: inAddress });
  const [isHeld, setHeld] = useState(false);
  if (inAddress !== sent) setState({ typed: inAddress, sent: inAddress });
  const put = (next: string) => {
    setState({ typed: next, sent: next.trim() });
    setHeld(false);
    of.set(name, next.trim() || null);
  };
  const send = useDebouncedCallback((next: string) => {
    if (looksLikeCode(next.trim())) setHeld(true);
    else put(next);
  }, TYPING_MS);
  useKeys({ '/': () => field.current?.focus() });
  return (
    <div className={classes.filter}>
      <TextInput
        ref={field}
        size="xs"
        type="search"
        aria-label={label}
        placeholder={label}
        leftSection={<IconSearch size={14} aria-hidden />}
        value={typed}
        autoComplete="off"
        onChange={(event) => {
          const { value } = event.currentTarget;
          setState((now) => ({ ...now, typed: value }));
          setHeld(false);
          send(value);
        }}
      />
      {isHeld && <Held typed={typed.trim()} onAnyway={() => put(typed)} />}
    </div>
  );
}

function Held({ typed, onAnyway }: { readonly typed: string; readonly onAnyway: () => void }) {
  const navigate = useNavigate();
  const { to } = useAccount();
  return (
    <div role="alert" className={classes.held}>
      <p>{text.list.isCode}</p>
      <Anchor
        component="button"
        type="button"
        size="xs"
        onClick={() => {
          handOver(typed);
          navigate(to.findCode);
        }}
      >
        {text.list.lookUp}
      </Anchor>
      <Anchor component="button" type="button" size="xs" onClick={onAnyway}>
        {text.list.anyway}
      </Anchor>
    </div>
  );
}

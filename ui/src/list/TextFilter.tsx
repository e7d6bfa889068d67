import { Anchor, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { useAccount } from '../account/account.ts';
import { useKeys } from '../keys/use-keys.ts';
import { codeIn } from '../shell/code-form.ts';
import { handOver } from '../shell/handed-over.ts';
import { text } from '../text/text.ts';
import type { FilterProps } from './filter-props.ts';
import classes from './list.module.css';

const TYPING_MS = 300;

/**
 * Free text; the search starts when the typing stops. `/` leads to the first one of a page. What has a code stays in the field: an address is
 * no place for it. It can be looked up by a call that has it in its body, or be searched for by somebody who knows better. What may become
 * a code waits, because the typing of one has pauses, until Enter or until the field is left.
 */
export function TextFilter<Name extends string>({ of, name, label }: FilterProps<Name>) {
  const field = useRef<HTMLInputElement>(null);
  const inAddress: string = of.filters[name] ?? '';
  const [{ typed, sent, seen }, setState] = useState({
    ...{ typed: inAddress, sent: inAddress, seen: inAddress },
  });
  const [held, setHeld] = useState<string | null>(null);
  // The address is the truth: another value than the one that was sent came from "Clear", from a link or from Back. What was sent
  // arrives there a moment later, when somebody may be typing on.
  if (inAddress !== seen) {
    const isOwn = inAddress === sent;
    setState({ typed: isOwn ? typed : inAddress, sent: inAddress, seen: inAddress });
  }
  const put = (next: string) => {
    setState((now) => ({ ...now, sent: next }));
    setHeld(null);
    of.set(name, next || null);
  };
  const send = useDebouncedCallback((next: string) => {
    if (codeIn(next) === null) put(next);
    else setHeld(next);
  }, TYPING_MS);
  /** Whoever has finished with a part of a code has typed no code. */
  const finish = () => {
    const next = typed.trim();
    if (codeIn(next) === 'part' && next !== sent) {
      send.cancel();
      put(next);
    }
  };
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
          setHeld(null);
          send(value.trim());
        }}
        onBlur={finish}
        onKeyDown={(event) => {
          if (event.key === 'Enter') finish();
        }}
      />
      {held !== null && <Held code={held} onAnyway={() => put(held)} />}
    </div>
  );
}

function Held({ code, onAnyway }: { readonly code: string; readonly onAnyway: () => void }) {
  const navigate = useNavigate();
  const { to } = useAccount();
  return (
    // A press on a button leaves the field in no browser, so that nothing is sent before the button acts.
    <div
      role="alert"
      className={classes.held}
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
    >
      <p>{text.list.isCode}</p>
      <Anchor
        component="button"
        type="button"
        size="xs"
        onClick={() => {
          handOver(code);
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

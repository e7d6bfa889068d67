import { useEffect } from 'react';

type Chain = readonly HTMLElement[];

/**
 * Whatever has the focus may vanish or be switched off by what it did: a line that is taken out, a button that is done. A browser then
 * focuses nothing, and whoever works by keyboard or listens to the page starts again at its top. Here the focus moves to what is left
 * around it, to what had it before a dialog, or back to the same control once that is on again.
 */
export function useFocusKept(): void {
  useEffect(() => {
    let last: Chain = [];
    let lastOfPage: Chain = [];
    /** Where the focus is just going: until it is there, nothing has it, and nothing is lost. */
    let next: EventTarget | null = null;
    const onFocus = ({ target }: FocusEvent) => {
      next = null;
      const chain = chainOf(target);
      if (chain.length === 0) return;
      last = chain;
      if (chain.at(-1)?.role !== 'dialog') lastOfPage = chain;
    };
    const onBlur = ({ target, relatedTarget }: FocusEvent) => {
      next = relatedTarget;
      // Whoever clicks beside everything wants no focus. Whether it vanished instead is known a moment later.
      queueMicrotask(() => {
        if (!isLost() || !document.hasFocus()) return;
        if (target instanceof HTMLElement && target.isConnected && !isOff(target)) last = [];
      });
    };
    const observer = new MutationObserver(() => {
      const [first] = last;
      if (!first || !isLost() || (next instanceof HTMLElement && next.isConnected)) return;
      // A control that is off while it works is on again soon.
      if (first.isConnected && isOff(first)) return;
      const left = [...last, ...lastOfPage].find((each) => each.isConnected && !isOff(each));
      if (left) focus(left);
    });
    observer.observe(document.body, {
      ...{ subtree: true, childList: true, attributeFilter: ['disabled'] },
    });
    document.addEventListener('focusin', onFocus);
    // Before the page acts on it: what closes with the focus, as a hint does, is no place that the focus was lost at.
    document.addEventListener('focusout', onBlur, true);
    return () => {
      observer.disconnect();
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('focusout', onBlur, true);
    };
  }, []);
}

/** An element and what is around it, from the inside to its dialog or to the page; none of a menu, which closes by itself. */
function chainOf(target: EventTarget | null): Chain {
  const chain: HTMLElement[] = [];
  let each = target instanceof HTMLElement ? target : null;
  while (each && each !== document.body) {
    if (each.id === 'root') return chain;
    chain.push(each);
    if (each.role === 'dialog' || each.tagName === 'MAIN') return chain;
    each = each.parentElement;
  }
  return [];
}

function isLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

function isOff(element: HTMLElement): boolean {
  return element.matches(':disabled');
}

/** Something that has no focus otherwise has it until it moves on. */
function focus(element: HTMLElement): void {
  element.focus({ preventScroll: true });
  if (document.activeElement === element) return;
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
  element.addEventListener('blur', () => element.removeAttribute('tabindex'), { once: true });
}

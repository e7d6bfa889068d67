import { Page, RefusalNote, Refusals } from '@psnb2b/ui';
import type { ComponentProps } from 'react';
import { Overtaken } from './Overtaken.tsx';

interface Props extends ComponentProps<typeof Page> {
  /** Whether it still waits for somebody. */
  readonly isOpen: boolean;
  readonly words: {
    /** `The order changed meanwhile` */
    readonly changed: string;
    /** `Somebody else decided this order` */
    readonly overtaken: string;
  };
}

/** The page of something that staff decide: it says if somebody else was faster, and shows then what is now. */
export function CasePage({ isOpen, words, children, ...page }: Props) {
  return (
    <Refusals placed>
      <Page {...page}>
        <RefusalNote changed={words.changed} />
        <Overtaken isOpen={isOpen} what={words.overtaken} />
        {children}
      </Page>
    </Refusals>
  );
}

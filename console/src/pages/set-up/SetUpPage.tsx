import { ActButton, Page, say } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useDo, useRead } from '../../client.ts';
import { SetUpGuide } from './SetUpGuide.tsx';
import { words } from './words.ts';

/** How far the shop is set up; Today shows the same until the shop can sell. */
export function SetUpPage() {
  return (
    <Page lead={words.lead} acts={<Dismiss />}>
      <SetUpGuide />
    </Page>
  );
}

/** Hides the guide on Today for everybody, or shows it again. */
function Dismiss() {
  const state = useRead('/set-up').data;
  const isHidden = state?.dismissed_at !== null;
  const dismiss = useDo('POST /set-up/dismissal', {
    send: () => ({ body: { is_dismissed: !isHidden } }),
    onDone: ({ dismissed_at: at }) => say(at === null ? words.recalled : words.dismissed),
  });
  const may = allowed(useMe(), 'dismissSetUp');
  if (!state) return null;
  return (
    <ActButton variant="default" allowed={may} loading={dismiss.busy} onClick={() => dismiss.run()}>
      {isHidden ? words.recall : words.dismiss}
    </ActButton>
  );
}

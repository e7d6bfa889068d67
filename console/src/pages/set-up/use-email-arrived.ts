import { type Failure, say } from '@psnb2b/ui';
import { useEffect, useRef } from 'react';
import { useDo } from '../../client.ts';
import { words } from './words.ts';

/** Says that the test e-mail arrived, if its link has opened this page; the token leaves the address at once. Returns why it could not. */
export function useEmailArrived(): Failure | null {
  const token = useRef(new URLSearchParams(location.hash.slice(1)).get('token'));
  const arrived = useDo('POST /set-up/email-test/arrived', {
    send: (token: string) => ({ body: { token } }),
    onDone: ({ last_test: test }) => {
      if (!test?.arrived_at) return;
      const ms = Date.parse(test.arrived_at) - Date.parse(test.sent_at);
      say(words.arrived(Math.round(ms / 1000)));
    },
  });
  useEffect(() => {
    const given = token.current;
    if (given === null) return;
    token.current = null;
    history.replaceState(history.state, '', location.pathname);
    arrived.run(given);
  }, [arrived]);
  return arrived.failure;
}

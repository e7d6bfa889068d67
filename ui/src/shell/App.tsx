import { MantineProvider } from '@mantine/core';
import { Notifications, notifications } from '@mantine/notifications';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { type DataRouter, RouterProvider } from 'react-router';
import { text } from '../text/text.ts';
import { theme } from '../theme/theme.ts';

/** Puts an app on the page. Its styles carry the nonce that the server put into the page. */
export function startApp(router: DataRouter, client: QueryClient): void {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
  // The scroll lock below dialogs makes a style element of its own and reads this name.
  Object.assign(globalThis, { __webpack_nonce__: nonce });
  const root = document.getElementById('root');
  if (!root) throw new Error('the page has a #root');
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce ?? ''}>
        <QueryClientProvider client={client}>
          <Notifications position="bottom-right" limit={4} />
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}

/** A short word that something is done; it goes away by itself. */
export function say(message: string): void {
  notifications.show({ message, color: 'petrol', closeButtonProps: { 'aria-label': text.close } });
}

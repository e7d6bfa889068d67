import { Alert } from '@mantine/core';
import { type AppParts, take } from '@psnb2b/ui';
import { api, client } from './client.ts';
import { early, groups, pages, to } from './pages.ts';
import { RecallBanner } from './RecallBanner.tsx';
import { text } from './text.ts';

export const app: AppParts = {
  name: text.app,
  client,
  pages,
  early,
  groups,
  to,
  broken: text.broken,
  files: import.meta.glob('./pages/*/*Page.tsx'),
  search: async (words, me) => (await import('./search.ts')).search(words, me),
  line: ({ user, partner }) => partner?.name ?? user.email,
  banner: ({ partner }) => (
    <>
      {partner?.status === 'suspended' && (
        <Alert color="red" variant="outline" mb="md">
          {text.suspended(partner.suspended_reason)}
        </Alert>
      )}
      <RecallBanner />
    </>
  ),
  confirmSignUp: (token, password) =>
    take(api.POST('/sign-up/confirm', { body: { token, password } })),
};

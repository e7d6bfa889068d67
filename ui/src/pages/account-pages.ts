import { words } from '../account/words.ts';

/** Files below `@account/` are in this package: the account pages are the same in every app. */
export const ACCOUNT = '@account/';

/** The account pages that have the same address in every app. Links: those that e-mails lead to. */
export function accountPages<const Links extends Readonly<Record<string, `/${string}`>>>(
  links: Links,
) {
  return {
    signIn: {
      path: '/sign-in',
      file: '@account/SignInPage',
      title: words.signIn.title,
      outside: true,
    },
    forgot: {
      path: '/forgot-password',
      file: '@account/ForgotPage',
      title: words.forgot.title,
      outside: true,
    },
    enrol: {
      path: '/second-factor',
      file: '@account/EnrolPage',
      title: words.enrol.title,
      outside: true,
    },
    notifications: {
      path: '/notifications',
      file: '@account/NotificationsPage',
      title: words.news.title,
    },
    ...linkEntries(links),
  } as const;
}

type LinkEntries<Links> = {
  readonly [Name in keyof Links & string as `link_${Name}`]: {
    readonly path: Links[Name];
    readonly file: '@account/LinkPage';
    readonly title: string;
    readonly outside: true;
  };
};

function linkEntries<const Links extends Readonly<Record<string, `/${string}`>>>(
  links: Links,
): LinkEntries<Links> {
  const entries = Object.entries(links).map(([name, path]) => [
    `link_${name}`,
    { path, file: '@account/LinkPage', title: words.link.title, outside: true },
  ]);
  return Object.fromEntries(entries) as LinkEntries<Links>;
}

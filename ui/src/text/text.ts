/** The texts of the shared parts. The texts of a page are in `words.ts` of its folder. */
export const text = {
  skip: 'Skip to the content',
  menu: 'Menu',
  close: 'Close',
  cancel: 'Cancel',
  search: 'Search',
  searchHint: 'Open a page, or search',
  searchNothing: 'Nothing found. Try another word.',
  help: 'Keyboard shortcuts',
  helpIntro: 'Single keys work while no field has the focus.',
  helpToggle: 'Use keyboard shortcuts',
  keys: {
    search: 'Search, or open a page',
    help: 'Show this list',
    down: 'Next row of a list',
    up: 'Previous row of a list',
    escape: 'Close the dialog or menu',
  },
  goTo: (page: string) => `Open ${page}`,
  account: 'Your account',
  live: {
    live: 'Live: changes appear by themselves',
    reconnecting: 'Connecting again',
    asking: 'Changes appear within 10 seconds',
    showing: (time: string) => `showing ${time}`,
  },
  notifications: (unread: number) =>
    unread === 0 ? 'Notifications' : `Notifications, ${unread} unread`,
  scheme: 'Appearance',
  schemes: { light: 'light', dark: 'dark', auto: 'like the system' },
  signOut: 'Sign out',
  loading: 'Loading',
  copy: (what: string) => `Copy ${what}`,
  copied: 'Copied',
  none: '—',
  foot: {
    label: 'About',
    links: {
      '/docs': 'Documentation',
      '/status': 'Status',
      '/policy': 'Code Support Policy',
      '/terms': 'Terms',
      '/privacy': 'Privacy',
      '/imprint': 'Imprint and contact',
    },
    independent:
      'Independent of Sony Interactive Entertainment, and not endorsed by it. PlayStation is its trademark and only names what the cards are for.',
  },
  notFound: {
    title: 'There is no such page',
    lead: 'The address may be mistyped, or the page was removed.',
    back: 'Open the first page',
  },
  broken: {
    title: 'This page stopped working',
    reload: 'Reload',
  },
  failure: {
    title: 'That did not work',
    offline: 'The server cannot be reached. Check your connection, then try again.',
    unreadable: 'This page cannot read the server’s answer.',
    request: 'Request',
    again: 'Try again',
    passkey: 'The browser did not return a passkey. Try again, or choose another method.',
    kept: 'What you typed is still here.',
    used: (used: string, limit: string) => `Used: ${used} of ${limit}.`,
    resets: 'The limit resets',
    wait: (seconds: number) =>
      seconds < 90
        ? `You can try again in ${seconds === 1 ? '1 second' : `${seconds} seconds`}.`
        : `You can try again in ${Math.ceil(seconds / 60)} minutes.`,
    state: (state: string) => `Current state: ${state}.`,
    roles: 'Roles that may do this:',
    /** Replacements for sentences that only a program can follow. */
    forPeople: {
      malformed_upload: 'The upload arrived incomplete. Try it again.',
      rate_limited: 'You sent too many requests in a short time.',
    } as Readonly<Record<string, string>>,
  },
  list: {
    fresh: (count: number) => `${count} new · show`,
    more: 'Next page',
    first: 'First page',
    clear: 'Clear filters',
    all: 'All',
    nothing: 'Nothing matches these filters.',
    nothingHint: 'Clear a filter to see more.',
    filters: 'Filters',
    acts: 'Actions',
  },
  form: {
    save: 'Save',
    fix: 'Some fields need to be corrected.',
    like: (form: string) => `It must be ${form}.`,
    empty: (label: string) => `Clear: ${label}`,
  },
  file: {
    drop: 'Drop a file here, or choose one',
    allowed: 'PDF, JPEG, PNG or WebP, up to 10 MiB',
    uploading: (name: string) => `Uploading ${name}`,
    checking: (name: string) => `Checking ${name}`,
    remove: (name: string) => `Remove ${name}`,
    tooLarge: (name: string) => `${name} is larger than 10 MiB; upload a smaller version.`,
  },
  stepUp: {
    title: 'Confirm that it is you',
    intro:
      'The next step shows or changes something sensitive. We do not ask again for ten minutes.',
    code: 'Authenticator code',
    codeHint: 'Six digits. Each code works once.',
    recovery: 'Recovery code',
    password: 'Password',
    usePasskey: 'Use a passkey',
    useRecovery: 'Use a recovery code instead',
    useCode: 'Use the authenticator instead',
    confirm: 'Confirm',
  },
  time: { utc: (text: string) => `${text} UTC` },
  bytes: (size: number) =>
    size < 1024 * 1024
      ? `${Math.max(1, Math.round(size / 1024))} KiB`
      : `${(size / 1024 / 1024).toFixed(1)} MiB`,
};

/** What others may make grow in a day: a part of the console's catalogue. */
export const quotas = {
  title: 'Quotas',
  lead: 'How much of each thing one day (UTC) may hold. They keep a mistake in a loop from filling the disk.',
  what: 'What is counted',
  of: 'For each',
  ofs: { business: 'business', tenant: 'business and mode', person: 'person', network: 'network' },
  perDay: 'A day',
  byDefault: 'by default',
  set: 'Set',
  never: 'Default',
  largest: 'Most used today',
  unused: 'Nothing yet',
  change: 'Change',
  changeOf: (what: string) => `Change the quota of ${what}`,
  number: 'How much a day may hold',
  numberHint: (perDay: string) =>
    `At once and for everybody; 0 stops it. The default is ${perDay}.`,
  back: 'Use the default',
  changed: 'The quota is changed.',
  today: 'Used today',
  todayLead: 'Of what one day may hold, UTC.',
  ofPerDay: (used: string, perDay: string) => `${used} of ${perDay}`,
};

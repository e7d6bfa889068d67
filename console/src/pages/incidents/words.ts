import type { IncidentImpact, IncidentStep } from '@psnb2b/contract/states';

/** The texts of incidents. */
export const words = {
  lead: 'What the status page says about faults. Its figures are measured; only the words are yours.',
  list: 'Incidents',
  open: 'Open an incident',
  statusPage: 'Status page',
  title: 'Title',
  titleHint: 'The headline of the status page: what partners notice, not its cause.',
  parts: 'What is affected',
  impact: 'Impact',
  impacts: { degraded: 'Some of it fails', down: 'None of it works' } satisfies Record<
    IncidentImpact,
    string
  >,
  step: 'State',
  steps: {
    investigating: 'Investigating',
    identified: 'Identified',
    monitoring: 'Monitoring',
    resolved: 'Resolved',
  } satisfies Record<IncidentStep, string>,
  status: 'Shown',
  statuses: { open: 'Open', resolved: 'Resolved' },
  text: 'What anybody reads',
  textHint:
    'What works and what does not, what partners can do, and when you write again. No names, no customers.',
  opened: 'Opened',
  openedBy: 'Opened by',
  updated: 'Last update',
  none: 'No incidents',
  noneHint: 'If something does not work, say so before partners ask.',

  newLead:
    'The status page shows it within seconds, and its headline says so until it is resolved.',
  publish: 'Publish',
  preview: 'As the status page shows it',
  untitled: 'Without a title',
  published: 'Published.',
  since: 'Since',
  now: 'now',

  update: 'Write an update',
  updateLead: 'Nothing that was published is changed; an update adds to it.',
  again: 'It was resolved. Any other state opens it again.',
  updates: 'Updates',
  about: 'About',
  id: 'Incident',
};

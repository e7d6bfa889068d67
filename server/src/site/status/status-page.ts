import { escapeHtml, type PublicPage } from '../../docs/index.ts';
import {
  availabilityBps,
  type DayStatus,
  daysOf,
  judge,
  type Part,
  type PartStatus,
  partNames,
  parts,
  type State,
  type WholeIncident,
} from '../../status/index.ts';
import type { Offer } from '../landing/offer.ts';
import { section } from '../landing/offer-section.ts';
import type { StatusFacts } from './keep-status.ts';

const BARS = 90;
const BAR = { width: 4, gap: 1, height: 30 } as const;
const MONTHS_MAX = 12;
const MS = 1_000;

export const stateWords: Readonly<Record<State, string>> = {
  working: 'works',
  degraded: 'some calls fail',
  down: 'down',
  unknown: 'no fresh figures',
};
const tones: Readonly<Record<State, string>> = {
  working: 'good',
  degraded: 'wait',
  down: 'bad',
  unknown: 'neutral',
};
const explained: Readonly<Record<Part, string>> = {
  api: 'every call of the partner API',
  codes: 'calls that place or confirm an order, or read its codes',
  webhooks: 'new events; one that waits over 30 s for its first attempt counts as failed',
  portal: 'every call of the portal',
};
const FORMULA =
  'Available is the share of minutes in which our server measured itself and fewer than 1 % of the calls failed; a minute without ' +
  'figures counts as down.';

/** The status page: the present, the last 90 days, the months, stock and incidents, all from our own figures. */
export function statusPage(facts: StatusFacts, offer: Offer | null, now: Date): PublicPage {
  const status = judge(facts.stored, facts.incidents, now);
  const days = new Map(parts.map((part) => [part, daysOf(part, facts.stored.days, now)]));
  const body = [
    `<div class="state ${tones[status.state]}"><h1>${escapeHtml(status.headline)}</h1>
<p>${status.measuredAt === null ? 'Nothing was measured yet.' : `Measured ${moment(status.measuredAt)}.`} This page cannot report its own end: a copy of <a href="/status.json">status.json</a> or the <a href="/status/badge.svg">badge</a> elsewhere can.</p></div>`,
    incidentSection(
      'Open incidents',
      facts.incidents.filter(({ step }) => step !== 'resolved'),
    ),
    section(
      'Parts',
      status.parts.map((each) => partBlock(each, days.get(each.part) ?? [])).join('') +
        endpointsLine(facts),
    ),
    section('Availability by month', `<p class="quiet">${FORMULA}</p>${monthTable(days)}`),
    stockSection(offer),
    incidentSection(
      'Incidents of the last 90 days',
      facts.incidents.filter(({ step }) => step === 'resolved'),
    ),
  ];
  return {
    title: 'Status',
    path: '/status',
    description:
      'Whether the API, the delivery of codes, webhooks and the portal work, from our own figures.',
    aside: null,
    body: body.join('\n'),
  };
}

function partBlock(
  { part, state, p95, calls, failures }: PartStatus,
  days: readonly DayStatus[],
): string {
  const shown = days.slice(-BARS);
  const figures = [
    calls === 0
      ? 'No calls in the last hour'
      : `${percent(1 - failures / calls)} of ${calls.toLocaleString('en')} in the last hour succeeded`,
    ...(p95 === null ? [] : [`95 of 100 within ${timeText(p95)}`]),
    ...(shown.length === 0
      ? []
      : [
          `available ${bps(availabilityBps(shown))} in ${shown.length === 1 ? '1 day' : `${shown.length} days`}`,
        ]),
  ];
  return `<div class="part"><h3>${partNames[part]} <span class="tag ${tones[state]}">${stateWords[state]}</span></h3>
<p class="quiet">${figures.join(' · ')}. Counted: ${explained[part]}.</p>
${bars(part, shown)}${dayTable(part, shown)}</div>`;
}

function bars(part: Part, days: readonly DayStatus[]): string {
  const step = BAR.width + BAR.gap;
  const first = BARS - days.length;
  const rects = Array.from({ length: BARS }, (_, at) => {
    const day = days[at - first];
    const label = day ? `${day.day}: ${bps(availabilityBps([day]))}` : 'not measured';
    return `<rect class="${day ? toneOfDay(day) : 'none'}" x="${at * step}" width="${BAR.width}" height="${BAR.height}"><title>${label}</title></rect>`;
  });
  return `<svg class="bars" viewBox="0 0 ${BARS * step - BAR.gap} ${BAR.height}" preserveAspectRatio="none" role="img" aria-label="${partNames[part]}, the last ${BARS} days; the same as a table below">${rects.join('')}</svg>`;
}

function toneOfDay({ expected, down }: DayStatus): string {
  if (down === 0) return 'good';
  return down * 100 < expected ? 'wait' : 'bad';
}

function dayTable(part: Part, days: readonly DayStatus[]): string {
  if (days.length === 0) return '';
  const rows = [...days]
    .reverse()
    .map(
      (day) =>
        `<tr id="${part}-${day.day}"><th scope="row">${day.day}</th><td class="figure">${bps(availabilityBps([day]))}</td><td class="figure">${day.down}</td><td class="figure">${day.calls.toLocaleString('en')}</td><td class="figure">${day.failures.toLocaleString('en')}</td></tr>`,
    );
  return `<details><summary>Day by day</summary><div class="wide" tabindex="0" role="region" aria-label="${partNames[part]}, day by day"><table>
<thead><tr><th scope="col">Day (UTC)</th><th scope="col" class="figure">Available</th><th scope="col" class="figure">Minutes down</th><th scope="col" class="figure">Counted</th><th scope="col" class="figure">Failed</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div></details>`;
}

function monthTable(days: ReadonlyMap<Part, readonly DayStatus[]>): string {
  const months = [...new Set([...days.values()].flat().map(({ day }) => day.slice(0, 7)))].sort();
  if (months.length === 0) return '<p>Nothing was measured yet.</p>';
  const rows = months
    .slice(-MONTHS_MAX)
    .reverse()
    .map((month) => {
      const cells = parts.map((part) => {
        const own = (days.get(part) ?? []).filter(({ day }) => day.startsWith(month));
        return `<td class="figure">${bps(availabilityBps(own))}</td>`;
      });
      return `<tr><th scope="row">${month}</th>${cells.join('')}</tr>`;
    });
  const heads = parts.map((part) => `<th scope="col" class="figure">${partNames[part]}</th>`);
  return `<div class="wide" tabindex="0" role="region" aria-label="Availability by month"><table><thead><tr><th scope="col">Month (UTC)</th>${heads.join('')}</tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div>`;
}

/** How partners' own endpoints answered, which says nothing about us. */
function endpointsLine({ stored }: StatusFacts): string {
  const own = stored.minutes.filter(({ measure }) => measure === 'endpoints');
  const calls = own.reduce((sum, each) => sum + each.calls, 0);
  const failures = own.reduce((sum, each) => sum + each.failures, 0);
  if (calls === 0) return '';
  return `<p class="quiet">Partners’ endpoints accepted ${percent(1 - failures / calls)} of ${calls.toLocaleString('en')} webhook attempts in the last hour. We repeat the others for a day.</p>`;
}

function stockSection(offer: Offer | null): string {
  const regions = offer?.lists.flatMap((list) => list.regions) ?? [];
  if (regions.length === 0) return '';
  const items = regions
    .sort((one, other) => (one.region < other.region ? -1 : 1))
    .map(({ region, name, stocked, faces }) => {
      const [tone, word] =
        stocked === 0
          ? ['neutral', 'sold out']
          : stocked < faces.length
            ? ['wait', 'in part']
            : ['good', 'in stock'];
      return `<li><span class="region">${escapeHtml(region)}</span> <bdi>${escapeHtml(name)}</bdi> <span class="tag ${tone}">${word}</span></li>`;
    });
  return section('Stock by region', `<ul class="stock">${items.join('\n')}</ul>`);
}

function incidentSection(title: string, incidents: readonly WholeIncident[]): string {
  if (incidents.length === 0) return title.startsWith('Open') ? '' : section(title, '<p>None.</p>');
  const items = incidents.map(({ title: name, parts: affected, updates, openedAt }) => {
    const steps = updates.map(
      ({ step, text, writtenAt }) =>
        `<dt>${step} <span class="quiet">${moment(writtenAt)}</span></dt><dd><bdi>${escapeHtml(text).replaceAll('\n', '<br>')}</bdi></dd>`,
    );
    return `<article><h3><bdi>${escapeHtml(name)}</bdi></h3><p class="quiet">Since ${moment(openedAt)} · ${affected.map((part) => partNames[part]).join(', ')}</p><dl>${steps.join('\n')}</dl></article>`;
  });
  return section(title, items.join('\n'));
}

function moment(at: Date): string {
  const text = at.toISOString();
  return `<time datetime="${text}">${text.slice(0, 10)} ${text.slice(11, 16)} UTC</time>`;
}

function percent(share: number): string {
  return `${(Math.floor(share * 10_000) / 100).toFixed(2)}\u00a0%`;
}

function bps(share: number | null): string {
  return share === null ? '–' : `${(share / 100).toFixed(2)}\u00a0%`;
}

function timeText(seconds: number): string {
  if (!Number.isFinite(seconds)) return 'more than 30 s';
  return seconds < 1 ? `${seconds * MS} ms` : `${seconds} s`;
}

/** An e-mail as its author writes it: plain texts, which are escaped, and at most one link. */
export interface Letter {
  readonly subject: string;
  /** Paragraphs; they may contain a name or a message of somebody else. */
  readonly paragraphs: readonly string[];
  /** The address of the link. `secret`: the address works once and is sealed until it is sent. */
  readonly link?: { readonly label: string; readonly url: string; readonly secret: boolean };
}

export interface Composed {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly secret: string | null;
}

const SUBJECT_MAX = 200;
/** The placeholder of the secret link. It uses private-use characters, which are removed from texts. */
const PLACE = '\u{E000}link\u{E000}';
const FOOT = 'You receive this e-mail because of an account or a request with this address.';

/** Both bodies of an e-mail. All content is text: nothing in it can become markup or a header. */
export function composeEmail(letter: Letter): Composed {
  const paragraphs = letter.paragraphs.map(plain);
  const { link } = letter;
  const url = link && (link.secret ? PLACE : link.url);
  const text = [...paragraphs, ...(link && url ? [`${plain(link.label)}:\n${url}`] : []), FOOT];
  const button =
    link && url
      ? `<p><a href="${escapeHtml(url)}">${escapeHtml(plain(link.label))}</a></p><p>${escapeHtml(url)}</p>`
      : '';
  const body = paragraphs
    .map((each) => `<p>${escapeHtml(each).replaceAll('\n', '<br>')}</p>`)
    .join('\n');
  return {
    subject: oneLine(letter.subject),
    text: `${text.join('\n\n')}\n`,
    html: `<!doctype html>\n<html lang="en"><body>\n${body}\n${button}\n<p><small>${FOOT}</small></p>\n</body></html>\n`,
    secret: link?.secret ? link.url : null,
  };
}

/** Who writes, at the top and the bottom of an e-mail as it is sent. */
export interface Letterhead {
  readonly name: string;
  /** `#rrggbb` of the line at the top. */
  readonly colour: string | null;
  /** The full address of a picture. */
  readonly logo: string | null;
  readonly supportEmail: string | null;
}

/** Both bodies under the head of the shop: its logo or its name, and where to ask. */
export function withLetterhead(
  { text, html }: { readonly text: string; readonly html: string },
  { name, colour, logo, supportEmail }: Letterhead,
): { readonly text: string; readonly html: string } {
  const shown =
    logo === null
      ? `<strong>${escapeHtml(name)}</strong>`
      : `<img src="${escapeHtml(logo)}" alt="${escapeHtml(name)}" height="32">`;
  const line = colour === null ? '' : ` style="border-top:3px solid ${colour};padding-top:12px"`;
  const ask =
    supportEmail === null
      ? ''
      : `<p>Questions? <a href="mailto:${escapeHtml(supportEmail)}">${escapeHtml(supportEmail)}</a></p>\n`;
  return {
    text: supportEmail === null ? text : `${text}\nQuestions? ${supportEmail}\n`,
    html: html
      .replace('<body>\n', () => `<body>\n<p${line}>${shown}</p>\n`)
      .replace('<p><small>', () => `${ask}<p><small>`),
  };
}

/** Inserts the secret link; without a link it says that the link is not shown. */
export function withLink(body: string, link: string | null): string {
  return body.replaceAll(PLACE, () => link ?? '(the link is not shown)');
}

/** The same in HTML. */
export function withHtmlLink(body: string, link: string): string {
  return body.replaceAll(PLACE, () => escapeHtml(link));
}

function plain(text: string): string {
  return text.toWellFormed().replaceAll(/[\u{E000}\0]/gu, '');
}

function oneLine(text: string): string {
  const line = plain(text)
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim();
  return [...line].slice(0, SUBJECT_MAX).join('') || '(no subject)';
}

function escapeHtml(text: string): string {
  const names: Record<string, string> = {
    '&': 'amp',
    '<': 'lt',
    '>': 'gt',
    '"': 'quot',
    "'": '#39',
  };
  return text.replaceAll(/[&<>"']/g, (character) => `&${names[character]};`);
}

/** Guards: no text of other people becomes markup, a header or a link of an e-mail. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { composeEmail, withHtmlLink, withLetterhead, withLink } from './compose.ts';

const url = 'https://shop.example/portal/join#token=abc&d="<';

test('an e-mail has both bodies, and its secret link separately', () => {
  const letter = {
    subject: 'Hello',
    paragraphs: ['One.', 'Two\nlines.'],
    link: { label: 'Go', url, secret: true },
  };
  const { text, html, secret } = composeEmail(letter);
  expect(secret).toBe(url);
  expect([text, html].join()).not.toContain('token=');
  expect(withLink(text, url)).toContain(`Go:\n${url}\n`);
  expect(withLink(text, null)).toContain('(the link is not shown)');
  expect(withHtmlLink(html, url)).toContain(
    'href="https://shop.example/portal/join#token=abc&amp;d=&quot;&lt;"',
  );
  expect(html).toContain('<p>Two<br>lines.</p>');
});

test('whatever texts it contains, the markup is ours and the subject one line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (subject, words) => {
      const hostile = `${words}<script>&"'\u{E000}link\u{E000}\r\n`;
      const made = composeEmail({ subject: `${subject}\r\nBcc: a@b.c`, paragraphs: [hostile] });
      expect(made.subject).not.toMatch(/\p{Cc}/u);
      expect(made.subject.length).toBeGreaterThan(0);
      const tags = made.html.match(/<[^>]*>/g) ?? [];
      expect(
        tags.filter(
          (tag) => !/^<(!doctype html|\/?(html|body|p|small|br)( lang="en")?)>$/.test(tag),
        ),
      ).toEqual([]);
      expect(withLink(made.text, 'https://secret.example')).not.toContain('secret.example');
    }),
  );
});

test('as it is sent it has the head of the shop, whose name is text, and where to ask', () => {
  const made = composeEmail({ subject: 'Hello', paragraphs: ['$& One <p><small>.'] });
  const shop = { name: '<b>$&</b>', colour: '#1f6feb', logo: null, supportEmail: 'a@b.example' };
  const named = withLetterhead(made, shop);
  expect(named.html).toContain('<strong>&lt;b&gt;$&amp;&lt;/b&gt;</strong></p>\n<p>$&amp; One');
  expect(named.html).toContain('<p>Questions? <a href="mailto:a@b.example">');
  expect(named.html.indexOf('Questions')).toBeGreaterThan(named.html.indexOf('One'));
  expect(named.text).toMatch(/address\.\n\nQuestions\? a@b\.example\n$/);
  const logo = 'https://shop.example/brand/0.png';
  const bare = withLetterhead(made, { ...shop, colour: null, logo, supportEmail: null });
  expect(bare.html).toContain(`<img src="${logo}" alt="&lt;b&gt;$&amp;&lt;/b&gt;" height="32">`);
  expect(bare.html).not.toMatch(/style=|Questions|<strong>/);
  expect(bare.text).toBe(made.text);
});

// The button that turns the page light or dark, for the apps of this server as well.
const turner = document.querySelector('.scheme');
const html = document.documentElement;
const ATTRIBUTE = 'data-mantine-color-scheme';

function label() {
  const other = html.getAttribute(ATTRIBUTE) === 'dark' ? 'light' : 'dark';
  turner.setAttribute('aria-label', `Use ${other} colours`);
  turner.title = `Use ${other} colours`;
}

if (turner) {
  label();
  new MutationObserver(label).observe(html, { attributeFilter: [ATTRIBUTE] });
  turner.addEventListener('click', () => {
    const wanted = html.getAttribute(ATTRIBUTE) === 'dark' ? 'light' : 'dark';
    try {
      localStorage.setItem('mantine-color-scheme-value', wanted);
    } catch {}
    html.setAttribute(ATTRIBUTE, wanted);
  });
}

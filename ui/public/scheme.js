// Runs before the first paint, so that a dark screen never flashes white; and follows the system
// where no app does.
(() => {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    let wanted = null;
    try {
      wanted = localStorage.getItem('mantine-color-scheme-value');
    } catch {}
    const dark = wanted === 'dark' || (wanted !== 'light' && system.matches);
    document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
  };
  apply();
  system.addEventListener('change', apply);
})();

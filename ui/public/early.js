// What a browser does before the app is there: it begins to read what the page needs first, and starts the app once it has painted what the
// server sent. Both are named in the page.
(() => {
  // A slow telephone takes longer than a tenth of a second to paint.
  const PAINT_MS = 1000;
  const named = (name) => document.querySelector(`meta[name="${name}"]`)?.content;

  globalThis.earlyReplies = new Map(
    (named('early')?.split(' ') ?? []).map((url) => {
      const reply = fetch(url, { credentials: 'same-origin' });
      // Whoever takes it sees the failure.
      reply.catch(() => {});
      return [url, reply];
    }),
  );

  let isStarted = false;
  const start = async () => {
    if (isStarted) return;
    isStarted = true;
    for (const part of named('app').split(' ')) {
      await import(part);
      // Each part in a task of its own.
      await new Promise((done) => setTimeout(done));
    }
  };
  // A frame is painted after its callback, before the next task. A tab in the background paints none, and does not wait for it.
  if (document.hidden) start();
  requestAnimationFrame(() => setTimeout(start));
  setTimeout(start, PAINT_MS);
})();

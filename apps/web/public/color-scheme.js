// Runs before the first paint, so that a dark room does not flash white. A file of its own and not an inline
// script: the content security policy of the server forbids those.
(function () {
  var choice = 'auto';
  try {
    choice = localStorage.getItem('wardmap.color-scheme') || 'auto';
  } catch (error) {
    // Storage can be forbidden; the system's choice then holds.
  }
  var dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
  var meta = document.querySelector('meta[name="theme-color"]');
  if (meta) meta.setAttribute('content', dark ? '#0d1418' : '#eceff1');
})();

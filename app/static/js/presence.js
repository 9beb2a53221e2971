// Says that this page is looked at: at once, and every thirty seconds while it is seen.

const EVERY = 30_000; // ms

export function bind([page]) {
  const { presence, token } = page.dataset;
  const here = () => {
    if (document.hidden) return;
    fetch(presence, { method: 'POST', body: new URLSearchParams({ csrf_token: token }), headers: { Accept: 'application/json' } }).catch(() => null);
  };
  here();
  setInterval(here, EVERY);
  document.addEventListener('visibilitychange', here);
}

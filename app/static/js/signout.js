// Signing out takes along what this browser kept of that account (keeping.js). First it is saved; what could not be is said, and one may stay.

const PATIENCE = 5000; // ms that saving may take first

export async function bind(forms, addresses) {
  const { keptOf, forgetAllOf } = await import(addresses.keepingJs);
  for (const form of forms) {
    const { account } = form.dataset;
    form.addEventListener('submit', async (event) => {
      if (form.dataset.asked) return;
      event.preventDefault();
      await flush();
      const kept = keptOf(account);
      if (kept.size && !(await mayGo(kept))) return;
      document.dispatchEvent(new CustomEvent('hoego:forget'));
      forgetAllOf(account);
      form.dataset.asked = 'yes';
      form.requestSubmit(event.submitter);
    }, { capture: true });
    window.addEventListener('pageshow', () => { delete form.dataset.asked; });
  }
}

async function flush() {
  const waits = [];
  document.dispatchEvent(new CustomEvent('hoego:flush', { detail: { waitFor: (promise) => waits.push(promise) } }));
  await Promise.race([Promise.all(waits), after(PATIENCE)]);
  await after(0); // a form cannot be sent while it is still being asked about
}

function after(ms) {
  return new Promise((done) => setTimeout(done, ms));
}

// Where something is that is kept only here, and what to do.
function mayGo(kept) {
  const dialog = document.querySelector('dialog[data-unsent]');
  const places = new Map([...kept.values()].map((place) => [place.address, place]));
  dialog.querySelector('[data-places]').replaceChildren(...[...places.values()].map(({ address, week, words, cohort }) => {
    const line = document.createElement('li');
    const link = document.createElement('a');
    Object.assign(link, { href: address, textContent: dialog.dataset[words].replace('__week__', week).replace('__cohort__', cohort) });
    line.append(link);
    return line;
  }));
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise((decided) => dialog.addEventListener('close', () => decided(dialog.returnValue === 'go'), { once: true }));
}

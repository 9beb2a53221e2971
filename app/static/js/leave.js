// Asks before a page with unsaved typing is left. Only real typing counts, and sending the form is not leaving.
// A form that came back with something wrong holds what is not saved, whether or not it is touched again.
// A form that is saved while it is typed (autosave.js) knows by itself: data-unsaved says "yes" or "no".

export function bind(forms) {
  for (const form of forms) {
    const before = document.querySelector('.faults') ? null : written(form);
    let sent = false;
    let touched = before === null; // scripts add fields of their own while the page is made ready
    for (const news of ['input', 'change', 'hoego:rows']) form.addEventListener(news, () => { touched = true; });
    form.addEventListener('submit', (event) => { sent = !event.defaultPrevented; });
    window.addEventListener('pageshow', () => { sent = false; });
    window.addEventListener('beforeunload', (event) => {
      const { unsaved } = form.dataset;
      if (!sent && (unsaved ? unsaved === 'yes' : touched && written(form) !== before)) event.preventDefault();
    });
  }
}

function written(form) {
  const pairs = [...new FormData(form)].filter(([name, value]) => name !== 'csrf_token' && typeof value === 'string' && value.trim());
  return JSON.stringify(pairs);
}

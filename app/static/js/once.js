// A second press while the first is on its way does nothing. The server would refuse it too; this only keeps the page calm.
// The button stays focusable and is not `disabled`, so that its name and value are sent.

export function bind(forms) {
  for (const form of forms) {
    form.addEventListener('submit', (event) => {
      if (event.defaultPrevented) return;
      if (form.dataset.sent) {
        event.preventDefault();
        return;
      }
      form.dataset.sent = 'yes';
      event.submitter?.setAttribute('aria-disabled', 'true');
    });
  }
  // Coming back to a page that the browser kept, everything can be pressed again.
  window.addEventListener('pageshow', () => {
    for (const form of forms) {
      delete form.dataset.sent;
      form.querySelectorAll('[aria-disabled=true]').forEach((button) => button.removeAttribute('aria-disabled'));
    }
  });
}

// Puts the focus on what must be read first: the summary of what is wrong. Its links lead to their fields without being covered.

export function bind(elements) {
  const first = elements[0];
  first.focus({ preventScroll: true });
  first.scrollIntoView({ block: 'start' });
  for (const link of first.querySelectorAll('a[href^="#"]')) {
    link.addEventListener('click', (event) => {
      const field = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (!field) return;
      event.preventDefault();
      field.scrollIntoView({ block: 'center' });
      field.focus({ preventScroll: true });
    });
  }
}

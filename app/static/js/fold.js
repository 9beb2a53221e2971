// Folds on a phone what has its place on a wide page: there the details element is open and its summary is not shown. Where it is folded it closes
// again by Escape, by pressing elsewhere, or by following one of its links.

const NARROW = matchMedia('(max-width: 52rem)');

export function bind(folds) {
  for (const fold of folds) {
    const fit = () => { fold.open = !NARROW.matches; };
    fit();
    fold.dataset.fold = 'done';
    NARROW.addEventListener('change', fit);
    fold.addEventListener('click', (event) => {
      if (NARROW.matches && event.target.closest('a[href^="#"]')) fold.open = false;
    });
    document.addEventListener('pointerdown', (event) => {
      if (NARROW.matches && fold.open && !fold.contains(event.target)) fold.open = false;
    });
    document.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !NARROW.matches || !fold.open) return;
      fold.open = false;
      if (fold.contains(document.activeElement)) fold.querySelector('summary').focus();
    });
  }
}

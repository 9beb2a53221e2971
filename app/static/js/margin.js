// On a wide page remarks stand in the margin, each beside what it is about or, where they crowd, under the one before it. Without this
// script they are floats, and then the text waits for them where they crowd; with it they go their own way and the text goes on.

export function bind(asides) {
  const wide = matchMedia('(min-width: 60rem)');
  const sheet = asides[0].parentElement;
  const places = new CSSStyleSheet();
  document.adoptedStyleSheets.push(places);

  const place = () => {
    sheet.classList.toggle('apart', wide.matches);
    const rules = [];
    let free = 0;
    for (const [number, aside] of asides.entries()) {
      const top = Math.max(aside.previousElementSibling.offsetTop, free);
      free = top + aside.offsetHeight;
      rules.push(`.sheet > aside:nth-of-type(${number + 1}) { top: ${top}px }`);
    }
    rules.push(`.sheet { min-height: calc(${free}px + var(--s7)) }`);
    places.replaceSync(wide.matches ? `@media screen { ${rules.join(' ')} }` : '');
  };

  const changes = new ResizeObserver(place); // what is folded out, a picture that arrives, a window that is turned
  for (const child of sheet.children) changes.observe(child);
  wide.addEventListener('change', place);
}

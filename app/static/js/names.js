// Offers the names of the cohort after an @ in a Markdown field: arrow keys choose, Enter or Tab puts in, Escape leaves it.
// One element for the page goes with the focus; data-names is the address that knows the names.

const ASKED = new Map(); // what was asked before is not asked again
let latest = '';

export async function bind([place], addresses) {
  const { default: TextExpander } = await import(addresses.expanderJs);
  customElements.define('name-expander', class extends TextExpander {
    querySelector() {
      return this.field ?? null; // the field beside it, where the library looks for one inside
    }
  });
  const expander = document.createElement('name-expander');
  expander.setAttribute('keys', '@');
  expander.addEventListener('text-expander-change', ({ detail: { text, provide } }) => provide(offer(text, place)));
  expander.addEventListener('text-expander-value', ({ detail }) => { detail.value = `@${detail.item.dataset.name}`; });
  expander.addEventListener('text-expander-committed', ({ detail }) => detail.input.dispatchEvent(new Event('input', { bubbles: true })));
  const goTo = (field) => {
    if (!(field instanceof HTMLTextAreaElement) || field === expander.field || !place.contains(field)) return;
    expander.field = field;
    field.after(expander);
  };
  // Enter and Escape belong to the keyboard's own list while a syllable is being put together; the library notices only if that began under its eyes.
  document.addEventListener('keydown', (event) => {
    if (event.isComposing && event.target === expander.field) event.stopPropagation();
  }, true);
  // A syllable that is done takes the choice from the list: the first name is chosen again.
  document.addEventListener('compositionend', ({ target }) => setTimeout(() => {
    const list = expander.firstElementChild;
    if (target !== expander.field || !list || [...list.children].some((each) => each.ariaSelected === 'true')) return;
    target.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown' }));
  }));
  document.addEventListener('focusin', (event) => goTo(event.target));
  goTo(document.activeElement);
}

async function offer(text, place) {
  latest = text;
  if (/\s/.test(text) || text.length > 40) return { matched: false };
  const people = await ask(`${place.dataset.names}?q=${encodeURIComponent(text)}`);
  if (text !== latest) return new Promise(() => {}); // an answer that comes late would close the list of a later one
  return { matched: people.length > 0, fragment: people.length ? listOf(people, place) : null };
}

async function ask(address) {
  if (!ASKED.has(address)) {
    const answer = await fetch(address, { headers: { Accept: 'application/json' } }).catch(() => null);
    if (!answer?.ok || answer.redirected) return [];
    ASKED.set(address, await answer.json());
  }
  return ASKED.get(address);
}

function listOf(people, place) {
  const list = document.createElement('ul');
  list.className = 'names';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', place.dataset.namesLabel ?? '');
  list.append(...people.map(({ name, about }, at) => {
    const option = document.createElement('li');
    option.id = `name-${at}`;
    option.setAttribute('role', 'option');
    option.dataset.name = name;
    const beside = document.createElement('span');
    beside.className = 'quiet';
    beside.textContent = about;
    option.append(`${name} `, beside);
    return option;
  }));
  return list;
}

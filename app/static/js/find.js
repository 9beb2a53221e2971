// What is found is shown while one types. The form does the same without this script.
//
//   <form role="search" action="/c/ai-7/library/" data-find><input type="search" name="q"></form>
//   <div data-found> … <p role="status" data-found-said></p> … </div>
//
// After a pause the page of results is fetched, and its part put in the place of the one that is here. The address follows without a step in the
// history for every letter, so that who opens something and comes back finds the list as it was.

const PAUSE = 250; // ms

export function bind(elements) {
  for (const form of elements) new Find(form);
}

class Find {
  constructor(form) {
    this.form = form;
    this.field = form.querySelector('input[name=q]');
    this.shown = this.field.value.trim();
    form.addEventListener('input', () => this.typed());
    this.field.addEventListener('compositionend', () => this.typed());
    this.field.addEventListener('keydown', (event) => this.goDown(event));
    window.addEventListener('pageshow', () => this.typed()); // the browser may bring back what was typed
  }

  typed() {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.look(), PAUSE);
  }

  // The arrow leads from the field to what stands first below it; from there on j and k walk (keys.js).
  goDown(event) {
    const first = document.querySelector('[data-recent]:not([hidden]) a, [data-found] a.q');
    if (event.key !== 'ArrowDown' || event.isComposing || !first) return;
    event.preventDefault();
    first.focus();
  }

  async look() {
    const typed = this.field.value.trim();
    if (typed === this.shown) return;
    this.asking?.abort();
    this.asking = new AbortController();
    const address = new URL(this.form.action);
    if (typed) address.searchParams.set('q', typed);
    try {
      const answer = await fetch(address, { redirect: 'manual', signal: this.asking.signal });
      if (!answer.ok) return; // Enter still sends the form, and says what is wrong
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      this.put(page, typed, address);
    } catch (error) {
      if (error.name !== 'AbortError') console.warn('find:', error);
    }
  }

  put(page, typed, address) {
    const found = page.querySelector('[data-found]');
    const here = document.querySelector('[data-found]');
    if (!found || !here || this.field.value.trim() !== typed) return;
    const said = here.querySelector('[data-found-said]');
    const says = found.querySelector('[data-found-said]');
    said.textContent = says.textContent; // what is live is filled, never replaced
    says.replaceWith(said);
    here.replaceChildren(...found.childNodes);
    document.title = page.title;
    history.replaceState(history.state, '', address);
    this.shown = typed;
  }
}

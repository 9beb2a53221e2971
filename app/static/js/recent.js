// What was looked for lately, kept in this browser for one account. Signing out removes it (keeping.js); nothing of it is sent anywhere.
//
//   <nav data-recent="12" hidden>
//     <ul></ul> <template><li><a></a><button data-forget></button></li></template> <button data-forget-all></button>
//   </nav>
//
// The nav is shown while the field of `form[data-find]` is empty. It was a search when it was sent, or when something found by it was opened: the letters
// on the way to a word are none.

const AT_MOST = 8;

export async function bind(elements, addresses) {
  const { recentKey } = await import(addresses.keepingJs);
  for (const nav of elements) new Recent(nav, recentKey(nav.dataset.recent));
}

class Recent {
  constructor(nav, key) {
    Object.assign(this, { nav, key });
    this.form = document.querySelector('form[data-find]');
    this.field = this.form.querySelector('input[name=q]');
    this.form.addEventListener('submit', () => this.remember());
    document.querySelector('[data-found]')?.addEventListener('click', (event) => { if (event.target.closest('a.q')) this.remember(); });
    this.field.addEventListener('input', () => this.show());
    window.addEventListener('pageshow', () => this.show());
    nav.addEventListener('click', (event) => this.pressed(event.target.closest('button')));
    this.show();
  }

  get searches() {
    try {
      return JSON.parse(localStorage.getItem(this.key) ?? '[]').filter((each) => typeof each === 'string').slice(0, AT_MOST);
    } catch {
      return [];
    }
  }

  set searches(these) {
    try {
      if (these.length) localStorage.setItem(this.key, JSON.stringify(these.slice(0, AT_MOST)));
      else localStorage.removeItem(this.key);
    } catch { /* storage is full or forbidden: then nothing is remembered */ }
  }

  remember() {
    const typed = this.field.value.trim();
    if (typed) this.searches = [typed, ...this.searches.filter((each) => each !== typed)];
  }

  pressed(button) {
    if (!button) return;
    const { forget } = button.dataset;
    this.searches = forget ? this.searches.filter((each) => each !== forget) : [];
    this.show();
    (this.nav.querySelector('a') ?? this.field).focus(); // what had the focus is gone
  }

  show() {
    const searches = this.field.value.trim() ? [] : this.searches;
    const template = this.nav.querySelector('template');
    this.nav.querySelector('ul').replaceChildren(...searches.map((each) => {
      const line = template.content.firstElementChild.cloneNode(true);
      const [link, button] = [line.querySelector('a'), line.querySelector('button')];
      const address = new URL(this.form.action);
      address.searchParams.set('q', each);
      link.href = address;
      link.textContent = each;
      button.dataset.forget = each;
      button.setAttribute('aria-label', template.dataset.forget.replace('__what__', each));
      return line;
    }));
    this.nav.hidden = !searches.length;
  }
}

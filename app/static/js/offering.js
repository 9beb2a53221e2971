// What this browser kept and the server does not have, offered back when the form opens: what it is, to be brought back or thrown away.
// Bringing back writes over nothing: where something else was typed meanwhile, both stand in the field.

const A_GLIMPSE = 80; // characters
const AT_MOST = 8; // places that are listed

export class Offers {
  constructor(form, { paper, keeping, base, telling, split, markOf, tidied }) {
    Object.assign(this, { paper, keeping, base, telling, split, markOf, tidied });
    this.pattern = form.querySelector('template[data-offer]');
    this.words = this.pattern.dataset;
  }

  // `changed()` is called when something was brought back.
  async show(changed) {
    for (const { key, record } of await this.keeping.leftBehind()) {
      const page = this.paper.read();
      const fields = record.fields.filter(([path, { now }]) => !this.isThere(page, path, now, record));
      const rows = record.rows.filter((row) => (row[0] === 'gone' ? this.isUntouched(page, row) : fields.some(([path]) => this.split(path).key === row[1])));
      if (fields.length || rows.length) this.offer({ key, record, fields, rows }, changed);
      else this.keeping.remove(key);
    }
  }

  isThere(page, path, now, { fields }) {
    const here = page.fields.get(path);
    const { key } = this.split(path);
    if (here !== undefined) return here === now || (typeof now === 'string' && this.tidied(here) === this.tidied(now));
    return !fields.some(([other, { now: words }]) => this.split(other).key === key && typeof words === 'string' && words.trim());
  }

  isUntouched(page, [, key, marks]) {
    if (!page.sections.has(key)) return false;
    const section = page.sections.get(key);
    return Object.entries(marks).every(([name, mark]) => this.markOf(page.fields.get(`${section}.${key}.${name}`) ?? '') === mark);
  }

  offer(kept, changed) {
    const banner = this.pattern.content.firstElementChild.cloneNode(true);
    const { dataset } = this.pattern;
    banner.querySelector('[data-when]').textContent = dataset.when.replace('__when__', moment(kept.record.at, dataset));
    banner.querySelector('[data-what]').append(...this.list(kept));
    const [back, away, undo] = ['back', 'away', 'undo'].map((name) => banner.querySelector(`[data-${name}]`));
    back.addEventListener('click', () => {
      const path = this.bringBack(kept);
      banner.remove();
      changed();
      this.keeping.remove(kept.key);
      this.telling.announce(this.words.isBack);
      const control = path && this.paper.control(path);
      control?.focus?.();
      control?.scrollIntoView?.({ block: 'center' });
    });
    const stored = localStorage.getItem(kept.key);
    const turn = (isAway) => {
      if (isAway) this.keeping.remove(kept.key);
      else localStorage.setItem(kept.key, stored);
      banner.classList.toggle('away', isAway);
      for (const part of banner.querySelectorAll('[data-offered]')) part.hidden = isAway;
      for (const part of banner.querySelectorAll('[data-thrown]')) part.hidden = !isAway;
      (isAway ? undo : back).focus();
    };
    away.addEventListener('click', () => turn(true));
    undo.addEventListener('click', () => turn(false));
    this.pattern.before(banner);
  }

  list({ fields, rows }) {
    const lines = fields.filter(([, { now }]) => typeof now === 'boolean' || now.trim()).map(([path, { now }]) => [this.nameOf(path), glimpse(now)]);
    const emptied = fields.length - lines.length + rows.filter(([kind]) => kind === 'gone').length;
    const items = lines.slice(0, AT_MOST).map(([name, words]) => item(words ? `${name}: ${words}` : name));
    const more = lines.length - items.length + emptied;
    if (more) items.push(item(this.words.more.replace('__count__', more)));
    return items;
  }

  nameOf(path) {
    const { section } = this.split(path);
    const control = this.paper.control(path);
    const label = (control instanceof RadioNodeList ? control[0].closest('fieldset')?.querySelector('legend') : control?.labels?.[0])?.textContent.trim();
    return label || document.getElementById(`h-${section}`)?.textContent.trim() || path;
  }

  // Gives the path of the first field that it wrote.
  bringBack({ record, fields, rows }) {
    const page = this.paper.read();
    for (const [kind, ...what] of rows) {
      if (kind === 'gone') this.paper.remove(what[0]);
      else this.paper.place(...what);
    }
    for (const [path, { was, now }] of fields) {
      const { section, key, name } = this.split(path);
      if (key && !this.paper.row(key)) this.paper.place(section, key, undefined);
      const { mark } = this.base.entry(path);
      const typed = page.fields.get(path);
      const isTyped = typed !== undefined && !this.base.isSaved(path, typed);
      if (mark !== was && mark !== record.sent[path]) this.base.put(path, { mark: was }); // changed elsewhere since: both are shown
      this.paper.write(path, isTyped && typeof now === 'string' && !CHOSEN.has(name) ? both(typed, now) : now);
    }
    return fields[0]?.[0];
  }
}

const CHOSEN = new Set(['energy', 'audience', 'origin', 'url']);

function both(typed, kept) {
  if (!typed.trim() || kept.includes(typed)) return kept;
  return typed.includes(kept) ? typed : `${typed}\n\n${kept}`;
}

function glimpse(value) {
  if (typeof value === 'boolean') return '';
  const line = value.trim().replace(/\s+/g, ' ');
  return line.length > A_GLIMPSE ? `${line.slice(0, A_GLIMPSE)}…` : line;
}

function item(text) {
  const line = document.createElement('li');
  line.textContent = text;
  return line;
}

function moment(at, { today }) {
  const then = new Date(at);
  const language = document.documentElement.lang;
  const time = then.toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  if (then.toDateString() === new Date().toDateString()) return today.replace('__time__', time);
  return `${then.toLocaleDateString(language, { month: 'long', day: 'numeric' })} ${time}`;
}

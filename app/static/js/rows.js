// The rows of a section: added, taken out and brought back, moved. Without it the same buttons submit and the server does it.
//
//   <section data-rows="questions"> <div data-list> <div data-row>…</div> </div>
//   <template data-template>…__index__…__number__…__key__…</template>
//   <button name="add" value="questions">  <button name="remove" value="questions-0">  <button name="move_up">  <button name="move_down">
//
// The server takes rows in the order of the page and knows each by the key in its hidden field; a new row gets a key of its own and an index
// above any used, so no name is used twice. Ctrl/⌘+Enter adds a row under the one being written, Alt+↑↓ moves it. A removed row is put aside,
// out of the form, with a button to bring it back.
//
// Whoever wants to know what changes listens to two events, which bubble:
//   `input`       on a field, whenever its text or choice changes, by hand or by script
//   `hoego:rows`  on the list, after its rows changed; detail: { change: "added" | "removed" | "restored" | "moved", row: the element }
// A row that was removed is no longer in the page, and keeps its key should it come back.
//
// Other modules (drag.js, paste.js) work rows by `rowsOf(element)`.

const STEPS = { move_up: -1, move_down: 1 };
const ARROWS = { ArrowUp: -1, ArrowDown: 1 };
const KEY_BYTES = 9; // twelve characters
const A_GLIMPSE = 40; // characters of a removed row

const sections = new WeakMap();

export function bind(elements) {
  for (const element of elements) {
    const rows = new Rows(element);
    if (rows.list && rows.template) rows.listen();
  }
}

// The rows around an element, undefined where it is in no section.
export function rowsOf(element) {
  return sections.get(element.closest('[data-rows]'));
}

class Rows {
  constructor(section) {
    this.section = section;
    this.name = section.dataset.rows;
    this.list = section.querySelector('[data-list]');
    this.template = section.querySelector('template[data-template]');
    this.adder = section.querySelector('button[name=add]');
    this.words = section.dataset;
  }

  listen() {
    this.next = 1 + Math.max(-1, ...this.all().map(indexOf));
    this.status = statusIn(this.section);
    sections.set(this.section, this);
    this.section.addEventListener('click', (event) => this.press(event));
    this.section.addEventListener('keydown', (event) => this.key(event));
  }

  all() {
    return [...this.list.querySelectorAll(':scope > [data-row]')];
  }

  press(event) {
    const button = event.target.closest('button');
    const row = button?.closest('[data-row]');
    if (button && button === this.adder) this.show(this.insert());
    else if (row && button.name === 'remove') this.remove(row);
    else if (row && button.name in STEPS) this.step(row, STEPS[button.name], button);
    else return;
    event.preventDefault();
  }

  key(event) {
    const row = event.target.closest('[data-row]');
    if (!row || event.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.show(this.insert(row));
    else if (event.altKey && event.key in ARROWS && !event.target.matches('select')) this.step(row, ARROWS[event.key], event.target);
    else return;
    event.preventDefault();
  }

  // A new blank row after `row`, or at the end; the focus stays where it is.
  insert(row = this.all().at(-1)) {
    const fragment = document.createElement('template');
    fragment.innerHTML = this.template.innerHTML.replaceAll('__index__', this.next).replaceAll('__number__', this.next + 1).replaceAll('__key__', newKey());
    this.next += 1;
    const added = fragment.content.firstElementChild;
    if (row) row.after(added);
    else this.list.prepend(added);
    this.changed('added', added);
    return added;
  }

  show(row) {
    firstField(row)?.focus();
  }

  step(row, by, focused) {
    const place = this.all().indexOf(row) + by;
    if (place < 0 || place >= this.all().length) return;
    this.move(row, place);
    if (getComputedStyle(focused).visibility === 'hidden') this.show(row); // at the end of the list the button is gone
    row.scrollIntoView({ block: 'nearest' });
  }

  // Moves a row to a place, counted from 0. The others go to its far side: it stays in the page, and the focus in it.
  move(row, place) {
    const rows = this.all();
    const from = rows.indexOf(row);
    if (place === from) return;
    if (place < from) rows.slice(place, from).reverse().forEach((other) => row.after(other));
    else rows.slice(from + 1, place + 1).forEach((other) => row.before(other));
    this.changed('moved', row);
    this.say(filled(this.words.moved, { place: place + 1, count: rows.length }));
  }

  remove(row) {
    const rows = this.all();
    const neighbour = rows[rows.indexOf(row) + 1] ?? rows[rows.indexOf(row) - 1];
    const written = fieldsOf(row).find((field) => field.value.trim());
    if (written) {
      const trace = this.trace(row, written.value.trim());
      row.replaceWith(trace);
      trace.querySelector('button').focus();
    } else {
      row.remove();
      (firstField(neighbour) ?? this.adder)?.focus();
    }
    this.changed('removed', row);
  }

  // What stands in the place of a removed row; each keeps its own.
  trace(row, text) {
    const trace = document.createElement('div');
    trace.className = 'gone';
    const told = document.createElement('span');
    told.textContent = `${this.words.removed ?? ''} ${text.length > A_GLIMPSE ? `${text.slice(0, A_GLIMPSE)}…` : text}`.trim();
    const back = button(this.words.undo ?? '↶', () => {
      trace.replaceWith(row);
      this.show(row);
      this.changed('restored', row);
      this.say(this.words.restored);
    });
    trace.addEventListener('keydown', (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.code !== 'KeyZ') return;
      event.preventDefault();
      back.click();
    });
    trace.append(told, back);
    this.say(told.textContent);
    return trace;
  }

  // Takes rows out as if they had never been: no trace, nothing said.
  forget(rows) {
    for (const row of rows) {
      row.remove();
      this.changed('removed', row);
    }
  }

  say(words = '') {
    this.status.textContent = this.status.textContent === words ? `${words}\u00a0` : words; // the same words once more are news, too
  }

  changed(change, row) {
    this.number();
    this.list.dispatchEvent(new CustomEvent('hoego:rows', { bubbles: true, detail: { change, row } }));
  }

  // Labels say which row a field belongs to, by its place in the page.
  number() {
    this.patterns ??= new Map([...numbered(this.template.content.firstElementChild)].map(([name, element]) => [name, labelOf(element)]));
    this.all().forEach((row, place) => {
      if (row.dataset.number === String(place + 1)) return;
      row.dataset.number = place + 1;
      for (const [name, element] of numbered(row)) {
        const pattern = this.patterns.get(name);
        if (pattern?.includes('__number__')) label(element, pattern.replaceAll('__number__', place + 1));
      }
    });
  }
}

export function fieldsOf(row) {
  return [...(row?.querySelectorAll('textarea, input:not([type=hidden], [type=checkbox], [type=radio])') ?? [])];
}

export function firstField(row) {
  return fieldsOf(row)[0];
}

export function isWritten(row) {
  return fieldsOf(row).some((field) => field.value.trim());
}

// The field of a row by its name in the document: 'url' of resources-3-url.
export function fieldNamed(row, name) {
  return row.querySelector(`[name$="-${name}"]`);
}

export function write(field, text) {
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

export function filled(pattern = '', values) {
  return Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`__${name}__`, value), pattern);
}

export function button(label, press) {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'btn small';
  made.textContent = label;
  made.addEventListener('click', press);
  return made;
}

function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_');
}

function indexOf(row) {
  const name = row.querySelector('[name*="-"]')?.name ?? '';
  return Number(/-(\d+)(?:-|$)/.exec(name)?.[1] ?? -1);
}

// What in a row is called by its number, with a name that is the same in every row.
function* numbered(row) {
  for (const element of row.querySelectorAll('label[for]')) yield [element.htmlFor.replace(/^.*-(?:\d+|__index__)-/, ''), element];
  for (const element of row.querySelectorAll('button[aria-label]')) yield [`button ${element.name}`, element];
}

function labelOf(element) {
  return element.getAttribute('aria-label') ?? element.textContent;
}

function label(element, text) {
  if (element.hasAttribute('aria-label')) element.setAttribute('aria-label', text);
  else element.textContent = text;
}

function statusIn(section) {
  const status = document.createElement('p');
  status.className = 'visually-hidden';
  status.setAttribute('role', 'status');
  section.append(status);
  return status;
}

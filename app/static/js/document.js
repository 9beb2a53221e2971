// The form as the document that it shows (reviews/models/document.py): read as paths with values, and written into without disturbing whoever types.
//
//   {fields: Map {'title' → '…', 'actions.k1.text' → '…'}, keys: ['k1', …] in the order of the page, sections: Map {'k1' → 'actions'}}
//
// Rows in which nothing is written are left out. A field that the page does not show is not there.

export const ROW_FIELDS = {
  questions: ['text', 'own_answer', 'origin', 'tags', 'asks_mentors', 'without_name'],
  resources: ['text', 'url', 'note'],
  study_topics: ['text', 'note'],
  takeaways: ['text'],
  went_well: ['text'],
  to_improve: ['text'],
  actions: ['text', 'note'],
};
const SINGLES = ['title', 'closing', 'energy', 'energy_word', 'shares_energy', 'audience'];
const WORDS = new Set(['text', 'own_answer', 'tags', 'url', 'note']);
const CHECKED = { asks_mentors: true, without_name: false };
const KINDS = [...new Map(Object.values(ROW_FIELDS).map((names) => [names.join(), names])).values()]; // rows with the same fields are of one kind

export function beginning(name) {
  return CHECKED[name] ?? '';
}

export function namesOf(section) {
  return ROW_FIELDS[section];
}

export function split(path) {
  const [section, key, name] = path.split('.');
  return key === undefined ? { name: section } : { section, key, name };
}

// What `Seen.as_text` writes into a hidden field: the mark of every field, and the rows in their order.
export function readSeen(text) {
  try {
    const [singles, rows] = JSON.parse(text);
    const marks = Object.entries(rows).map(([key, [kind, ...each]]) => [key, new Map(KINDS[kind].map((name, at) => [name, each[at]]))]);
    return { singles: new Map(Object.entries(singles)), rows: new Map(marks) };
  } catch {
    return { singles: new Map(), rows: new Map() };
  }
}

export function writeSeen({ singles, rows }) {
  const kept = [...rows].map(([key, marks]) => {
    const kind = KINDS.findIndex((names) => names.length === marks.size && names.every((name) => marks.has(name)));
    return [key, [kind, ...KINDS[kind].map((name) => marks.get(name))]];
  });
  return JSON.stringify([Object.fromEntries(singles), Object.fromEntries(kept)]);
}

export class Paper {
  constructor(form, rowsOf) {
    this.form = form;
    this.rowsOf = rowsOf;
  }

  read() {
    const found = { fields: new Map(), keys: [], sections: new Map() };
    for (const name of SINGLES) {
      const value = valueOf(this.form.elements[name]);
      if (value !== undefined) found.fields.set(name, value);
    }
    for (const section of Object.keys(ROW_FIELDS)) {
      for (const row of this.rowsIn(section)) this.readRow(section, row, found);
    }
    return found;
  }

  readRow(section, row, found) {
    const key = keyOf(row);
    if (!key || found.sections.has(key)) return;
    const values = valuesOf(section, row);
    if (!isWritten(values)) return;
    found.keys.push(key);
    found.sections.set(key, section);
    for (const [name, value] of values) found.fields.set(`${section}.${key}.${name}`, value);
  }

  sectionOf(name) {
    return this.form.querySelector(`[data-rows="${name}"]`);
  }

  rowsIn(section) {
    return [...this.form.querySelectorAll(`[data-rows="${section}"] [data-list] > [data-row]`)];
  }

  // The row with this key, blank ones too.
  row(key) {
    return [...this.form.querySelectorAll('[data-list] > [data-row]')].find((row) => keyOf(row) === key);
  }

  // The control at a path; of a choice among several, the list of them.
  control(path) {
    const { key, name } = split(path);
    if (!key) return this.form.elements[name];
    const row = this.row(key);
    return row ? controlOf(row, name) : undefined;
  }

  // Where something can be said about a field, or about a section: after this element.
  holder(path) {
    return this.sectionOf(path)?.querySelector('[data-list]') ?? first(this.control(path))?.closest('.field, .opts, .savebar');
  }

  // Puts a value in. Where the caret is in that field, it stays at its letters.
  write(path, value) {
    const control = this.control(path);
    if (!control || valueOf(control) === value) return;
    if (control instanceof RadioNodeList) control.value = value;
    else if (control.type === 'checkbox') control.checked = value;
    else if (control === document.activeElement && control.setRangeText) exchange(control, value);
    else control.value = value;
    first(control).dispatchEvent(new Event('input', { bubbles: true }));
  }

  // The row with this key, made where there is none, after the row with that one (first without one, last when that is not here).
  place(section, key, after) {
    const rows = this.rowsOf?.(this.sectionOf(section));
    if (!rows) return;
    const row = this.row(key) ?? this.blankRow(section);
    const before = after === null ? null : this.row(after) ?? this.rowsIn(section).filter((each) => each !== row && !isBlank(section, each)).at(-1) ?? null;
    if (!row) {
      setKey(rows.insert(before), key);
      return;
    }
    setKey(row, key);
    const others = rows.all().filter((each) => each !== row);
    const place = others.indexOf(before) + 1;
    if (rows.all()[place] === row) return;
    if (row.contains(document.activeElement)) {
      rows.move(row, place); // the others go around it, and the focus stays
      return;
    }
    if (before) before.after(row);
    else rows.list.prepend(row);
    rows.changed('moved', row);
  }

  // A new row that nobody has written in yet is there to be used.
  blankRow(section) {
    return this.rowsIn(section).find((row) => isBlank(section, row) && !row.contains(document.activeElement));
  }

  remove(key) {
    const row = this.row(key);
    if (!row) return;
    const rows = this.rowsOf?.(row);
    if (rows) rows.forget([row]);
    else row.remove();
    if (rows && !rows.all().length) rows.insert();
  }
}

export function keyOf(row) {
  return row.querySelector('[name$="-key"]')?.value;
}

export function first(control) {
  return control instanceof RadioNodeList ? control[0] : control;
}

function setKey(row, key) {
  row.querySelector('[name$="-key"]').value = key;
}

function valuesOf(section, row) {
  return namesOf(section).map((name) => [name, valueOf(controlOf(row, name))]).filter(([, value]) => value !== undefined);
}

function isWritten(values) {
  return values.some(([name, value]) => WORDS.has(name) && value.trim());
}

function isBlank(section, row) {
  return !isWritten(valuesOf(section, row));
}

function controlOf(row, name) {
  return row.querySelector(`[name$="-${name}"]`) ?? undefined;
}

function valueOf(control) {
  if (!control) return undefined;
  return control.type === 'checkbox' ? control.checked : control.value;
}

// Only the part that differs is put in, so that the caret stays where it is in the rest.
function exchange(control, value) {
  const old = control.value;
  let start = 0;
  while (start < old.length && start < value.length && old[start] === value[start]) start += 1;
  let end = 0;
  while (end < old.length - start && end < value.length - start && old.at(-1 - end) === value.at(-1 - end)) end += 1;
  control.setRangeText(value.slice(start, value.length - end), start, old.length - end, 'preserve');
}

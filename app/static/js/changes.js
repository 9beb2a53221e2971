// What is not saved yet: the page against what it began from, told as the server reads it (reviews/forms/changes.py).

const A_LONG_ONE = 200; // characters; of longer text only what changed is sent

export class Base {
  // What the server has, as far as the page knows: of each field its mark, mostly its value, and what stands in the field for it
  // (the server keeps text tidied, and a field is not tidied under one's hands).
  constructor({ markOf, readSeen, writeSeen, beginning, split }) {
    Object.assign(this, { markOf, readSeen, writeSeen, beginning, split });
  }

  begin(version, seen, page) {
    const { singles, rows } = this.readSeen(seen);
    this.version = version;
    this.singles = new Map([...singles].map(([name, mark]) => [name, this.marked(mark, page.fields.get(name))]));
    this.rows = new Map([...rows].map(([key, marks]) => {
      const section = page.sections.get(key);
      return [key, new Map([...marks].map(([name, mark]) => [name, this.marked(mark, page.fields.get(`${section}.${key}.${name}`))]))];
    }));
  }

  marked(mark, value) {
    return value !== undefined && this.markOf(value) === mark ? { mark, value, echo: value } : { mark };
  }

  saved(value, echo = value) {
    return { mark: this.markOf(value), value, echo };
  }

  // What a field was; of a row that the server does not have, how a new one begins.
  entry(path) {
    const { key, name } = this.split(path);
    return (key === undefined ? this.singles.get(name) : this.rows.get(key)?.get(name)) ?? this.saved(this.beginning(name));
  }

  put(path, entry) {
    const { key, name } = this.split(path);
    if (key === undefined) this.singles.set(name, entry);
    else this.rows.get(key)?.set(name, entry);
  }

  addRow(section, key, names) {
    if (!this.rows.has(key)) this.rows.set(key, new Map(names.map((name) => [name, this.saved(this.beginning(name))])));
  }

  order(keys) {
    const rest = [...this.rows.keys()].filter((key) => !keys.includes(key));
    this.rows = new Map([...keys.filter((key) => this.rows.has(key)), ...rest].map((key) => [key, this.rows.get(key)]));
  }

  isSaved(path, value) {
    const { mark, value: saved, echo } = this.entry(path);
    return value === echo || value === saved || (saved === undefined && this.markOf(value) === mark);
  }

  marksOf(key) {
    return Object.fromEntries([...this.rows.get(key)].map(([name, { mark }]) => [name, mark]));
  }

  seen() {
    const marks = (fields) => new Map([...fields].map(([name, { mark }]) => [name, mark]));
    return this.writeSeen({ singles: marks(this.singles), rows: new Map([...this.rows].map(([key, fields]) => [key, marks(fields)])) });
  }
}

// What of the page the server does not have: {fields: Map path → {was, from, now}, rows: […]}.
export function pendingIn(page, base) {
  const fields = new Map();
  for (const [path, now] of page.fields) {
    if (base.isSaved(path, now)) continue;
    const { mark, value } = base.entry(path);
    fields.set(path, { was: mark, from: value, now });
  }
  return { fields, rows: rowChanges(page, base) };
}

function rowChanges(page, base) {
  const places = new Map([...base.rows.keys()].map((key, place) => [key, place]));
  const staying = inOrder(page, places);
  const changes = [];
  const last = new Map();
  for (const key of page.keys) {
    const section = page.sections.get(key);
    if (!staying.has(key)) changes.push([places.has(key) ? 'move' : 'place', section, key, last.get(section) ?? null]);
    last.set(section, key);
  }
  for (const key of places.keys()) {
    if (!page.sections.has(key)) changes.push(['gone', key, base.marksOf(key)]);
  }
  return changes;
}

// Of each section the most rows that stand in the order in which they were; the others were moved.
function inOrder(page, places) {
  const staying = new Set();
  for (const section of new Set(page.sections.values())) {
    const known = page.keys.filter((key) => page.sections.get(key) === section && places.has(key));
    for (const key of longestRise(known, places)) staying.add(key);
  }
  return staying;
}

function longestRise(keys, places) {
  const ends = []; // of the rises of each length, the one that ends lowest
  const before = new Map();
  for (const key of keys) {
    let at = ends.findIndex((end) => places.get(end) >= places.get(key));
    if (at < 0) at = ends.length;
    before.set(key, ends[at - 1]);
    ends[at] = key;
  }
  const rise = [];
  for (let key = ends.at(-1); key !== undefined; key = before.get(key)) rise.push(key);
  return rise;
}

// As JSON to send. `whole` are the paths that are sent in full; null stands for all of them.
export function asSent({ fields, rows }, version, whole) {
  const told = [...fields].map(([path, { was, from, now }]) => {
    const isPart = whole && !whole.has(path) && typeof now === 'string' && typeof from === 'string' && now.length >= A_LONG_ONE;
    const part = isPart ? partOf(from, now) : null;
    return [path, part && part.put.length < now.length * 0.9 ? { was, ...part } : { was, now }];
  });
  return { version, ...(told.length && { fields: Object.fromEntries(told) }), ...(rows.length && { rows }) };
}

// The one place in which two texts differ. Places are counted in code points, and none is cut in two.
function partOf(from, now) {
  const shorter = Math.min(from.length, now.length);
  let start = 0;
  while (start < shorter && from[start] === now[start]) start += 1;
  if (start && isHigh(from.charCodeAt(start - 1))) start -= 1;
  let end = 0;
  while (end < shorter - start && from[from.length - 1 - end] === now[now.length - 1 - end]) end += 1;
  if (end && isLow(from.charCodeAt(from.length - end))) end -= 1;
  return { at: count(from, 0, start), cut: count(from, start, from.length - end), put: now.slice(start, now.length - end) };
}

function isHigh(unit) {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isLow(unit) {
  return unit >= 0xdc00 && unit < 0xe000;
}

function count(text, start, end) {
  let points = 0;
  for (let at = start; at < end; at += 1) points += !(isHigh(text.charCodeAt(at)) && at + 1 < end && isLow(text.charCodeAt(at + 1)));
  return points;
}

// A text as the server keeps it (`tidy` in web/forms.py); whether it came to the same, the marks tell.
export function tidied(text) {
  const kept = text.normalize('NFC').replace(/\r\n?/g, '\n').trimEnd();
  return kept.trim().includes('\n') ? kept.replace(/^(?:[^\S\n]*\n)+/, '') : kept.trim();
}

// A list that is pasted into the first field of a row becomes rows: its first item fills a blank row, the others follow; pasted into a row with text,
// they all follow. What stands under an item stays with it. A line under the rows says so and takes it back, or puts in what was pasted as it was.
// Of lines without marks nothing is guessed: they are pasted as they are, and making rows of them is offered. Only the field for the name
// of a resource, which holds one line, takes each line as a row. Ctrl/⌘+Shift+V pastes as is.

export async function bind(sections, addresses) {
  const [rows, lists] = await Promise.all([import(addresses.rowsJs), import(addresses.listsJs)]);
  const desk = { ...rows, ...lists };
  for (const section of sections) new Pasting(section, desk);
}

const SHORT_ROWS = new Set(['questions', 'study_topics', 'went_well', 'to_improve', 'actions']);

class Pasting {
  constructor(section, desk) {
    this.section = section;
    this.desk = desk;
    section.addEventListener('keydown', (event) => this.key(event));
    section.addEventListener('paste', (event) => this.paste(event));
    section.addEventListener('input', (event) => this.settle(event.target));
    section.addEventListener('hoego:rows', (event) => this.settle(event.detail.row));
  }

  get rows() {
    return this.desk.rowsOf(this.section);
  }

  key(event) {
    const modified = event.ctrlKey || event.metaKey;
    if (modified && event.code === 'KeyV') this.asItIs = event.shiftKey;
    if (modified && event.code === 'KeyZ' && !event.shiftKey && this.done?.undo && this.involves(event.target)) {
      event.preventDefault();
      this.done.undo();
    }
  }

  paste(event) {
    const asItIs = this.asItIs;
    this.asItIs = false;
    const field = event.target;
    const row = field.closest?.('[data-row]');
    if (!row || asItIs || field !== this.desk.firstField(row) || inCode(field)) return;
    const text = event.clipboardData.getData('text/plain');
    const items = this.itemsOf(text, event.clipboardData.getData('text/html'), field);
    if (items) {
      event.preventDefault();
      this.layOut(items, row, field, text);
    } else if (SHORT_ROWS.has(this.rows.name) && isBlank(field)) {
      const lines = this.desk.linesOf(text);
      if (lines) setTimeout(() => this.offer(lines, row, field)); // after the browser has put it in
    }
  }

  itemsOf(text, html, field) {
    const { itemsOf, itemsOfTable, linesOf, markdownOfHtml, placed } = this.desk;
    const found = itemsOf(text) ?? itemsOfTable(text) ?? itemsOf(markdownOfHtml(html));
    if (found) return found;
    if (this.rows.name === 'resources') {
      const lines = linesOf(text);
      if (lines) return withTheirAddresses(lines);
    }
    const line = text.trim();
    if (!line || line.includes('\n') || !isBlank(field)) return null;
    const { text: own, ...others } = placed(this.rows.name, line);
    return own !== line && Object.values(others).some(Boolean) ? [line] : null;
  }

  layOut(items, row, field, text) {
    this.forget();
    const before = { value: field.value, start: field.selectionStart, end: field.selectionEnd };
    const blank = isBlank(field);
    const kept = this.desk.fieldsOf(row).map((each) => [each, each.value]);
    const filledRows = [];
    let last = row;
    for (const [place, item] of items.entries()) {
      if (place || !blank) last = this.rows.insert(last);
      filledRows.push(last);
      this.fill(last, this.desk.placed(this.rows.name, item));
    }
    const end = this.desk.firstField(last);
    end.focus();
    end.setSelectionRange?.(end.value.length, end.value.length);
    const added = filledRows.filter((each) => each !== row);
    const undo = () => {
      this.forget();
      this.rows.forget(added);
      for (const [each, value] of kept) if (each.value !== value) this.desk.write(each, value);
      field.focus();
      field.setSelectionRange(before.start, before.end);
      this.rows.say(this.rows.words.undone);
    };
    const asIs = () => {
      undo();
      this.putIn(row, field, before, text);
    };
    const { words } = this.rows;
    const told = items.length > 1 ? this.desk.filled(words.split, { count: items.length }) : words.placed;
    this.tell(last, told, [[words.takeBack, undo], [words.asPasted, asIs]], [row, ...added], undo);
  }

  // Nothing that is written is written over: what has no room of its own goes under it.
  fill(row, values) {
    for (const [name, value] of Object.entries(values)) {
      const field = this.desk.fieldNamed(row, name);
      const isFirst = field === this.desk.firstField(row);
      if (!field || (isFirst ? field.value === value : !value)) continue;
      this.desk.write(field, isFirst || !field.value.trim() ? value : `${field.value}\n${value}`);
    }
  }

  putIn(row, field, { value, start, end }, text) {
    const whole = text.replace(/\r\n?/g, '\n').trimEnd();
    const holder = field.matches('textarea') || !whole.includes('\n') ? field : row.querySelector('textarea');
    if (holder === field) this.desk.write(field, value.slice(0, start) + whole + value.slice(end));
    else this.desk.write(holder, [holder.value, whole].filter(Boolean).join('\n'));
    holder.focus();
  }

  offer(lines, row, field) {
    const { words } = this.rows;
    this.forget();
    const split = () => {
      const text = field.value;
      field.setSelectionRange(0, text.length);
      this.layOut(lines, row, field, text);
    };
    this.tell(row, this.desk.filled(words.lines, { count: lines.length }), [[words.splitLines, split]], [row]);
  }

  tell(after, told, buttons, rows, undo) {
    const line = document.createElement('div');
    line.className = 'pasted';
    const said = document.createElement('span');
    said.textContent = told;
    line.append(said, ...buttons.map(([label, press]) => this.desk.button(label, press)));
    after.after(line);
    this.rows.say(told);
    this.done = { line, rows, undo };
  }

  // Once something in them is changed by hand, taking the paste back would take that along: it is no longer offered.
  settle(target) {
    if (this.done && this.involves(target)) this.forget();
  }

  involves(target) {
    return this.done.rows.some((row) => row.contains(target));
  }

  forget() {
    this.done?.line.remove();
    this.done = null;
  }
}

function isBlank(field) {
  const { value, selectionStart, selectionEnd } = field;
  return (value.slice(0, selectionStart) + value.slice(selectionEnd)).trim() === '';
}

function inCode(field) {
  return (field.value.slice(0, field.selectionStart).match(/^\s*(```|~~~)/gm) ?? []).length % 2 === 1;
}

// A line that is an address belongs to the name above it.
function withTheirAddresses(lines) {
  const items = [];
  for (const line of lines) {
    const isAddress = /^<?https?:\/\/\S+$/.test(line);
    if (isAddress && items.length && !items.at(-1).includes('://')) items[items.length - 1] += `\n${line}`;
    else items.push(line);
  }
  return items;
}

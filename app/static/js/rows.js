// Adds and removes rows of a form section at once; without it the same buttons submit and the server does it.
//
//   <section data-rows="questions"> <div data-list> <div data-row>…</div> </div>
//   <template data-template>…__index__…__number__…</template>  <button name="add" value="questions">  <button name="remove" value="questions-0">
//   and, to move a row, <button name="move_up"> and <button name="move_down">; the server takes rows in the order of the page.
//
// A removed row is put aside, out of the form, with a button to bring it back. Ctrl/⌘+Enter adds a row under the one being written, Alt+↑↓ moves it,
// pasting a list into an empty row makes a row of each line. New rows get an index above any used, so no name is used twice.

const MOVES = { move_up: -1, move_down: 1 };
const ARROWS = { ArrowUp: -1, ArrowDown: 1 };
const LIST_MARK = /^\s*(?:[-*+•·]|\d+[.)])\s+/;

export function bind(sections) {
  for (const section of sections) new Rows(section);
}

class Rows {
  constructor(section) {
    this.list = section.querySelector('[data-list]');
    this.template = section.querySelector('template[data-template]');
    this.add = section.querySelector('button[name=add]');
    if (!this.list || !this.template) return;
    this.next = 1 + Math.max(-1, ...this.rows().map((row) => indexOf(row)));
    this.status = statusOf(section);
    this.words = section.dataset;
    section.addEventListener('click', (event) => this.press(event));
    section.addEventListener('keydown', (event) => this.key(event));
    section.addEventListener('paste', (event) => this.paste(event));
  }

  rows() {
    return [...this.list.querySelectorAll(':scope > [data-row]')];
  }

  press(event) {
    const button = event.target.closest('button');
    if (!button) return;
    if (button === this.add) {
      event.preventDefault();
      this.insert(null);
    } else if (button.name === 'remove') {
      event.preventDefault();
      this.remove(button.closest('[data-row]'));
    } else if (button.name in MOVES) {
      event.preventDefault();
      this.move(button.closest('[data-row]'), MOVES[button.name], button);
    }
  }

  key(event) {
    const row = event.target.closest('[data-row]');
    if (!row || event.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.insert(row);
    } else if (event.altKey && event.key in ARROWS) {
      event.preventDefault();
      this.move(row, ARROWS[event.key], event.target);
    }
  }

  paste(event) {
    const field = event.target;
    const row = field.closest?.('[data-row]');
    if (!row || field !== firstField(row) || field.value.trim()) return;
    const lines = event.clipboardData.getData('text/plain').split(/\r?\n/).filter((line) => line.trim());
    if (lines.length < 2 || !lines.every((line) => LIST_MARK.test(line)) || lines.some((line) => /^\s{2,}/.test(line))) return;
    event.preventDefault();
    let last = row;
    lines.forEach((line, place) => {
      if (place) last = this.insert(last);
      write(firstField(last), line.replace(LIST_MARK, '').trim());
    });
  }

  insert(after) {
    const fragment = document.createElement('template');
    fragment.innerHTML = this.template.innerHTML.replaceAll('__index__', this.next).replaceAll('__number__', this.next + 1);
    this.next += 1;
    const row = fragment.content.firstElementChild;
    after ? after.after(row) : this.list.append(row);
    firstField(row)?.focus();
    changed(this.list);
    return row;
  }

  move(row, by, focused) {
    const rows = this.rows();
    const other = rows[rows.indexOf(row) + by];
    if (!other) return;
    // The other row goes to the far side: the one that is moved stays in the page, and the focus in it.
    if (by < 0) row.after(other);
    else row.before(other);
    if (getComputedStyle(focused).visibility === 'hidden') firstField(row)?.focus(); // at the end of the list the button is gone
    row.scrollIntoView({ block: 'nearest' });
    this.status.textContent = '';
    this.status.textContent = this.words.moved ?? '';
    changed(this.list);
  }

  remove(row) {
    const neighbour = row.nextElementSibling ?? row.previousElementSibling;
    const empty = !isWritten(row);
    if (empty) {
      row.remove();
      (firstField(neighbour) ?? this.add)?.focus();
    } else {
      const gone = this.trace(row);
      row.replaceWith(gone);
      gone.querySelector('button').focus();
      this.status.textContent = gone.firstChild.textContent;
    }
    changed(this.list);
  }

  trace(row) {
    const gone = document.createElement('div');
    gone.className = 'gone';
    const said = document.createElement('span');
    const text = firstWritten(row)?.value.trim() ?? '';
    said.textContent = `${this.words.removed ?? ''} ${text.length > 40 ? `${text.slice(0, 40)}…` : text}`.trim();
    const back = document.createElement('button');
    back.type = 'button';
    back.className = 'btn small';
    back.textContent = this.words.undo ?? '↶';
    back.addEventListener('click', () => {
      gone.replaceWith(row);
      firstField(row)?.focus();
      this.status.textContent = this.words.restored ?? '';
      changed(this.list);
    });
    gone.append(said, back);
    return gone;
  }
}

function indexOf(row) {
  const name = row.querySelector('[name*="-"]')?.name ?? '';
  return Number(/-(\d+)(?:-|$)/.exec(name)?.[1] ?? -1);
}

function fieldsOf(row) {
  return [...(row?.querySelectorAll('textarea, input:not([type=hidden], [type=checkbox], [type=radio])') ?? [])];
}

function firstField(row) {
  return fieldsOf(row)[0];
}

function firstWritten(row) {
  return fieldsOf(row).find((field) => field.value.trim());
}

function isWritten(row) {
  return Boolean(firstWritten(row));
}

function write(field, text) {
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

function changed(list) {
  list.dispatchEvent(new Event('input', { bubbles: true }));
}

function statusOf(section) {
  const status = document.createElement('p');
  status.className = 'visually-hidden';
  status.setAttribute('role', 'status');
  section.append(status);
  return status;
}

// The tags of the cohort are offered while one is typed, for each of several parted by commas: arrow keys choose, Enter or Tab puts in, Escape
// leaves it. The field's <datalist> says which there are; without one they are asked for once, at the address in data-tags. Without this
// script the browser shows the <datalist> by itself.

const OFFERED_AT_ONCE = 8;
const BETWEEN = /[,，、\n#]/;

let known; // what was asked for, once a page
let field;
let list;
let composing = false;

export function bind() {
  document.addEventListener('focusin', ({ target }) => take(target));
  document.addEventListener('focusout', ({ target }) => { if (target === field) setTimeout(close); });
  document.addEventListener('input', ({ target }) => { if (target === field) offer(); });
  document.addEventListener('compositionstart', () => { composing = true; });
  document.addEventListener('compositionend', ({ target }) => { composing = false; if (target === field) offer(); });
  document.addEventListener('keydown', pressed, true);
  take(document.activeElement);
}

function take(target) {
  if (!(target instanceof HTMLInputElement) || !('tags' in target.dataset) || target === field) return;
  close();
  field = target;
  if (field.list) field.offered = [...field.list.options].map(({ value, dataset }) => ({ name: value, count: Number(dataset.count) }));
  field.removeAttribute('list');
  field.setAttribute('role', 'combobox');
  field.setAttribute('aria-autocomplete', 'list');
  field.setAttribute('aria-expanded', 'false');
}

async function tags() {
  if (field.offered) return field.offered;
  known ??= fetch(field.dataset.tags, { headers: { Accept: 'application/json' } })
    .then((answer) => (answer.ok && !answer.redirected ? answer.json() : []), () => []);
  return known;
}

async function offer() {
  const asking = field;
  const all = await tags();
  if (asking !== field || document.activeElement !== field) return;
  const typed = term().text.toLowerCase();
  const others = new Set(field.value.split(BETWEEN).map((name) => name.trim().toLowerCase()));
  const begun = all.filter(({ name }) => name.startsWith(typed));
  const within = all.filter(({ name }) => !name.startsWith(typed) && name.includes(typed));
  const found = typed ? [...begun, ...within].filter(({ name }) => name === typed || !others.has(name)).slice(0, OFFERED_AT_ONCE) : [];
  if (!found.length || (found.length === 1 && found[0].name === typed)) close();
  else show(found);
}

// What is being typed: the part between commas around the caret.
function term() {
  const caret = field.selectionStart ?? field.value.length;
  const before = field.value.slice(0, caret).split(BETWEEN).at(-1);
  const after = field.value.slice(caret).split(BETWEEN)[0];
  return { from: caret - before.length, to: caret + after.length, text: (before + after).trim() };
}

function show(found) {
  close();
  list = document.createElement('ul');
  list.className = 'names';
  list.id = 'tags-offered';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', field.dataset.tagsLabel ?? '');
  list.append(...found.map(({ name, count }, at) => {
    const option = document.createElement('li');
    option.id = `tag-offered-${at}`;
    option.dataset.name = name;
    option.setAttribute('role', 'option');
    option.setAttribute('aria-selected', 'false');
    const beside = document.createElement('span');
    beside.className = 'quiet';
    beside.textContent = count;
    option.append(`#${name} `, beside);
    option.addEventListener('mousedown', (event) => { event.preventDefault(); choose(option); });
    return option;
  }));
  document.body.append(list);
  const box = field.getBoundingClientRect();
  list.style.left = `${Math.max(8, Math.min(box.left, document.documentElement.clientWidth - list.offsetWidth - 8)) + window.scrollX}px`;
  list.style.top = `${box.bottom + window.scrollY + 2}px`;
  field.setAttribute('aria-expanded', 'true');
  field.setAttribute('aria-controls', list.id);
}

function pressed(event) {
  if (!list || event.target !== field || event.isComposing || composing) return;
  const options = [...list.children];
  const at = options.findIndex((option) => option.ariaSelected === 'true');
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    const next = event.key === 'ArrowDown' ? at + 1 : at < 0 ? options.length - 1 : at - 1;
    select(options, options[(next + options.length) % options.length]);
  } else if ((event.key === 'Enter' || event.key === 'Tab') && at >= 0) {
    choose(options[at]);
  } else if (event.key === 'Escape') {
    close();
  } else {
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation(); // the form and its rows have other uses for these keys
}

function select(options, chosen) {
  for (const option of options) option.setAttribute('aria-selected', String(option === chosen));
  field.setAttribute('aria-activedescendant', chosen.id);
}

function choose(option) {
  const { from, to } = term();
  const space = from > 0 && field.value[from - 1] !== '#' ? ' ' : '';
  field.setRangeText(`${space}${option.dataset.name}`, from, to, 'end');
  close();
  field.dispatchEvent(new Event('input', { bubbles: true }));
  close();
}

function close() {
  list?.remove();
  list = undefined;
  field?.setAttribute('aria-expanded', 'false');
  field?.removeAttribute('aria-activedescendant');
  field?.removeAttribute('aria-controls');
}

// Keys for those who like them. Nothing happens while one types, and all of them can be turned off, for those who speak to their computer.
//
//   g and a letter    goes to the place that has it as data-key
//   j, k              walk over the rows of a list with data-keys (Enter opens what has the focus, as always)
//   c                 opens the place to note something down; in the queue takes the question that has the focus
//   n                 goes on to the next question after an answer
//   /                 goes to the field to find something
//   ?                 shows the keys of this page

const PAUSE = 1500; // ms that the letter after g may take
const OFF = 'hoego-keys-off';

export function bind() {
  const dialog = document.querySelector('dialog.keys');
  if (dialog) prepare(dialog);
  let going = 0;

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isOff() || isTyping(event.target) || dialog?.open) return;
    const letter = letterOf(event);
    if (letter === '?') {
      event.preventDefault();
      dialog?.showModal();
    } else if (Date.now() - going < PAUSE) {
      going = 0;
      document.querySelector(`a[data-key="${CSS.escape(letter)}"]`)?.click();
    } else if (letter === '/') {
      event.preventDefault();
      seek();
    } else if (letter === 'g') {
      going = Date.now();
    } else if (letter === 'c' && document.querySelector('[data-capture]')) {
      event.preventDefault();
      const capture = document.querySelector('[data-capture]');
      capture.open = true;
      capture.querySelector('textarea').focus();
    } else if (letter === 'n' && document.querySelector('[data-next]')) {
      document.querySelector('[data-next]').click();
    } else if (letter === 'c') {
      take(event);
    } else if (letter === 'j' || letter === 'k') {
      step(letter === 'j' ? 1 : -1);
    }
  });
}

function prepare(dialog) {
  name(dialog);
  const on = dialog.querySelector('[data-keys-on]');
  on.checked = !isOff();
  on.addEventListener('change', () => (on.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, 'yes')));
  const opener = document.querySelector('[data-show-keys]');
  if (!opener) return;
  opener.parentElement.hidden = false;
  opener.addEventListener('click', () => dialog.showModal());
}

function name(dialog) {
  const list = dialog.querySelector('dl');
  for (const link of document.querySelectorAll('a[data-key]')) {
    const keys = document.createElement('dt');
    keys.append(key('g'), ' ', key(link.dataset.key));
    const place = document.createElement('dd');
    place.textContent = link.getAttribute('aria-label') ?? link.firstChild.textContent.trim();
    list.append(keys, place);
  }
}

function key(letter) {
  const shown = document.createElement('kbd');
  shown.textContent = letter;
  return shown;
}

// With a Korean keyboard on, g is ㅎ: then the place of the key says what is meant.
function letterOf(event) {
  if (/^[a-z?/]$/i.test(event.key)) return event.key.toLowerCase();
  if (event.code === 'Slash') return event.shiftKey ? '?' : '/';
  return /^Key[A-Z]$/.test(event.code) ? event.code.slice(3).toLowerCase() : '';
}

// Letters mean nothing to a box that is ticked; the one in the sheet of keys has the focus for a moment after the sheet is closed.
function isTyping(target) {
  return target instanceof Element && target.closest('input:not([type=checkbox]), textarea, select, [contenteditable]') !== null;
}

function isOff() {
  try {
    return localStorage.getItem(OFF) !== null;
  } catch {
    return false; // no storage: the keys stay
  }
}

function seek() {
  const field = document.querySelector('form[data-find] input[name=q]');
  field?.focus();
  field?.select();
  if (!field) document.querySelector('a[data-finds]')?.click();
}

// Takes the question that has the focus; where none has, the first that can be taken gets it, so that what is taken is seen before.
function take(event) {
  const here = document.activeElement.closest('[data-keys] > li');
  const form = (here ?? document).querySelector('form[data-claim]:not([hidden])');
  if (!form) return;
  event.preventDefault();
  if (here) form.requestSubmit();
  else form.closest('li').querySelector('a').focus();
}

function step(by) {
  const list = document.querySelector('[data-keys]');
  const links = [...(list?.querySelectorAll(':scope > li') ?? [])].map((row) => row.querySelector('a') ?? row.querySelector('button')).filter(Boolean);
  const here = links.findIndex((link) => link.closest('li').contains(document.activeElement));
  const next = links[Math.min(Math.max(here + by, 0), links.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

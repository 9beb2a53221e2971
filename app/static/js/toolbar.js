// The Markdown buttons. They are shown once the element that works them is there: blocked or missing, they stay hidden and the field is enough.
//
// A toolbar with data-toolbar="follows" is one for a whole form: it goes to stand over whichever textarea has the focus, and its `for` names that.
// The page stays where it is under one's hands. Other buttons may stand in a toolbar, and find their field by its `for` as well.
// Ctrl/⌘ with B, I and K are bold, italic and link in any field that has a toolbar.

const KEYS = { KeyB: 'md-bold', KeyI: 'md-italic', KeyK: 'md-link' };

export async function bind(toolbars, addresses) {
  await import(addresses.markdownJs);
  for (const toolbar of toolbars) {
    toolbar.setAttribute('role', 'toolbar');
    toolbar.addEventListener('mousedown', (event) => event.preventDefault()); // the field keeps the focus, and a phone its keyboard
    if (toolbar.dataset.toolbar === 'follows') follow(toolbar);
    else toolbar.hidden = false;
  }
  document.addEventListener('keydown', (event) => {
    const isModified = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
    const button = isModified && event.code in KEYS && toolbarOf(event.target)?.querySelector(KEYS[event.code]);
    if (!button) return;
    event.preventDefault();
    button.click();
  });
}

function follow(toolbar) {
  const form = toolbar.closest('form');
  form.addEventListener('focusin', ({ target }) => {
    if (target instanceof HTMLTextAreaElement && (toolbar.hidden || toolbar.getAttribute('for') !== target.id)) standOver(target, toolbar);
  });
  const focused = document.activeElement;
  if (focused instanceof HTMLTextAreaElement && form.contains(focused)) standOver(focused, toolbar);
}

function standOver(field, toolbar) {
  const before = field.getBoundingClientRect().top;
  toolbar.setAttribute('for', field.id);
  for (const button of toolbar.querySelectorAll('[data-picture-for]')) button.dataset.pictureFor = field.id;
  toolbar.hidden = false;
  field.before(toolbar);
  window.scrollBy({ top: field.getBoundingClientRect().top - before, behavior: 'instant' });
}

function toolbarOf(field) {
  return field.id ? document.querySelector(`markdown-toolbar[for="${CSS.escape(field.id)}"]:not([hidden])`) : null;
}

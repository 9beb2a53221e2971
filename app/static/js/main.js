// The one script of a page. It fetches the modules that the page has use for, each by itself: one that fails takes no other with it,
// and without any of them the page still works. The addresses come from this script's own tag (components/_script.html).

const USES = {
  again: 'form[data-again]',
  arrive: '[data-arrive]',
  asker: '[data-asker]',
  autosave: 'form[data-autosave]',
  before_filing: '[data-before-filing]',
  capture: '[data-capture]',
  carried: '[data-carried]',
  claim: '[data-claim]',
  clock: '[data-session]',
  drag: '[data-rows]',
  drafting: 'form[data-draft]',
  find: 'form[data-find]',
  focus: '[data-focus]',
  fold: '[data-fold]',
  grow: 'textarea',
  images: '[data-images]',
  keys: 'header',
  leave: 'form[data-guard]',
  left: '[data-left]',
  live: '[data-live]',
  margin: '.sheet > aside',
  menu: '[data-menu]',
  names: '[data-names]:has(textarea)',
  news: '[data-news]',
  notes: 'form[data-notes], [data-notes-shown]',
  once: 'form[method=post]',
  outcomes: '[data-outcome], [data-outcome-left]',
  passkey: 'form[data-passkey]',
  paste: '[data-rows]',
  presence: '[data-presence]',
  press: 'form[data-press]',
  preview: '[data-preview]',
  quote: '[data-quote-into]',
  queue: '[data-queue]',
  recent: '[data-recent]',
  rows: '[data-rows]',
  parcel: '[data-parcel]',
  parts: '[data-session]',
  say: '.flash',
  seen: '[data-seen]',
  signout: 'form[data-sign-out]',
  similar: '[data-similar]',
  snippets: '[data-snippets]',
  tags: '[data-tags]',
  toc: '[data-toc]',
  toolbar: '[data-toolbar]',
  words: '[data-words]',
};

const addresses = document.getElementById('script').dataset;

for (const [name, selector] of Object.entries(USES)) {
  const elements = document.body.querySelectorAll(selector);
  if (elements.length) {
    import(addresses[`${name}Js`]).then((module) => module.bind(elements, addresses)).catch((error) => console.warn(`${name}:`, error));
  }
}

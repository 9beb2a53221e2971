// The one script of a page. It fetches the modules that the page has use for, each by itself: one that fails takes no other with it,
// and without any of them the page still works. The addresses come from this script's own tag (components/_script.html).

const USES = {
  focus: '[data-focus]',
  grow: 'textarea',
  keys: 'header',
  leave: 'form[data-guard]',
  menu: '[data-menu]',
  once: 'form[method=post]',
  rows: '[data-rows]',
  say: '.flash',
  toc: '[data-toc]',
  toolbar: '[data-toolbar]',
};

const addresses = document.getElementById('script').dataset;

for (const [name, selector] of Object.entries(USES)) {
  const elements = document.body.querySelectorAll(selector);
  if (elements.length) {
    import(addresses[`${name}Js`]).then((module) => module.bind(elements, addresses)).catch((error) => console.warn(`${name}:`, error));
  }
}

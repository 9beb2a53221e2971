// A long list is shown in pages, and a link may lead to something that stands on another: then that page is opened, at its place.
//
//   <section data-arrive="reply-">      …#reply-17 is not on this page: it is on ?reply=17#reply-17

export function bind([list]) {
  const kind = list.dataset.arrive;
  const id = location.hash.slice(1);
  if (!id.startsWith(kind) || document.getElementById(id)) return;
  const address = new URL(location.href);
  const name = kind.replace('-', '');
  if (address.searchParams.get(name) === id.slice(kind.length)) return; // it is not there either
  address.searchParams.set(name, id.slice(kind.length));
  location.replace(address);
}

// On the page of one's own question: how it stands, kept as it is now (live.js asks), in the two lines that it has from the beginning, so that
// nothing under it moves. A reply that came is told of as news is, and shown when that is pressed: it would push away what is being typed.

export async function bind([place], addresses) {
  const { messageIn } = await import(addresses.newsJs);
  const message = messageIn(document.querySelector('[data-told]'));
  const { words, said } = { words: place.querySelector('[data-standing]'), said: place.querySelector('[data-standing-said]') };
  let replies = Number(place.dataset.replies);
  let html = words.innerHTML.trim();
  place.addEventListener('hoego:live', ({ detail }) => {
    if (detail.html.trim() !== html) {
      html = detail.html.trim();
      words.innerHTML = html; // made by our own template
      said.textContent = words.firstElementChild?.textContent.trim() ?? '';
    }
    if (detail.replies > replies) {
      replies = detail.replies;
      message.show([{ sentence: detail.told, about: place.dataset.look, href: '#replies', press: look }]);
    }
  });
}

function look(event) {
  event.preventDefault();
  window.location.hash = 'replies';
  window.location.reload();
}

// Says aloud what just happened. A message that is there when the page opens is often passed over by screen readers;
// putting its words in again, a moment later, makes it news.

const A_MOMENT = 300; // ms

export function bind(messages) {
  setTimeout(() => {
    for (const message of messages) message.append(...message.childNodes);
  }, A_MOMENT);
}

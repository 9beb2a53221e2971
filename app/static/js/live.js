// Keeps a page up to date by asking now and then, as long as somebody looks at it.
//
//   <div data-live="/c/ai-7/queue/news" data-live-every="15">
//
// The address is asked about every so many seconds (20 where nothing is said), a little sooner or later each time so that a whole class does not
// ask at once, with the mark (ETag) of the last answer: 304 is no news. News is JSON, and is told by an event on that element, which does not bubble:
//   `hoego:live`      detail: what the answer says
//   `hoego:moment`    detail: { now, asked, heard }, where the answer says what time it is on the server (ms since 1970), news or not;
//                     `asked` and `heard` are moments of performance.now()
//   `hoego:live-over` nothing will be asked any more: signed out, or no member any more (detail: the status, 0 for the way to sign in)
// What is done with it, and whether anything moves, is the listener's matter. It may change `data-live`: the next question goes to the new address.
// Elements with the same address share one question. A page that nobody sees asks nothing, and asks at once when it is seen again.
// After a failure the pauses grow up to five minutes (or what Retry-After says) and begin anew with the first answer, or when the network is back.
//
// Other modules ask at once by `ask(element)`, and watch an element that came into the page later by `watch(element)`.

const USUALLY = 20; // seconds
const AT_MOST = 300; // seconds between questions after failures
const AGAIN_SEEN = 2; // seconds; looked at again within them, nothing is asked anew
const OVER = new Set([401, 403, 404, 410]);

const polls = new Map(); // by element

export function bind(elements) {
  for (const element of elements) watch(element);
}

export function watch(element) {
  if (polls.has(element)) return;
  const shared = [...polls.values()].find((poll) => poll.address === element.dataset.live);
  const poll = shared ?? new Poll(element);
  if (shared) shared.elements.push(element);
  polls.set(element, poll);
}

export function ask(element) {
  polls.get(element)?.ask();
}

class Poll {
  constructor(element) {
    this.elements = [element];
    this.every = Number(element.dataset.liveEvery) || USUALLY;
    this.pause = this.every;
    this.mark = null;
    this.asked = Date.now();
    document.addEventListener('visibilitychange', () => this.seen());
    window.addEventListener('online', () => this.ask());
    window.addEventListener('pageshow', (event) => event.persisted && this.ask());
    this.wait();
  }

  get address() {
    return this.elements[0].dataset.live;
  }

  wait(seconds = this.pause) {
    clearTimeout(this.timer);
    if (!this.over && !document.hidden) this.timer = setTimeout(() => this.ask(), seconds * 1000 * (0.85 + 0.3 * Math.random()));
  }

  seen() {
    if (Date.now() - this.asked > AGAIN_SEEN * 1000) this.ask();
    else this.wait();
  }

  async ask() {
    clearTimeout(this.timer);
    this.elements = this.elements.filter((element) => element.isConnected);
    if (this.busy || this.over || document.hidden || !this.elements.length) return;
    this.busy = true;
    this.asked = Date.now();
    try {
      await this.take(await this.fetch());
    } catch {
      this.stumble();
    }
    this.busy = false;
    this.wait();
  }

  // A way to sign in is no news: it is not followed.
  fetch() {
    if (this.address !== this.from) this.mark = null;
    this.from = this.address;
    this.sent = performance.now();
    const headers = { Accept: 'application/json', ...(this.mark && { 'If-None-Match': this.mark }) };
    return fetch(this.from, { headers, cache: 'no-store', redirect: 'manual', signal: AbortSignal.timeout?.(20000) });
  }

  async take(answer) {
    if (answer.type === 'opaqueredirect' || OVER.has(answer.status)) return this.end(answer.status);
    if (answer.status !== 304 && !answer.ok) return this.stumble(Number(answer.headers.get('Retry-After')));
    this.pause = this.every;
    const now = Number(answer.headers.get('Hoego-Now'));
    if (now) this.tell('hoego:moment', { now, asked: this.sent, heard: performance.now() });
    if (answer.status === 304) return undefined;
    const told = await answer.json();
    this.mark = answer.headers.get('ETag');
    return this.tell('hoego:live', told);
  }

  stumble(after = 0) {
    this.pause = Math.min(Math.max(this.pause * 2, after || 0), AT_MOST);
  }

  end(status) {
    this.over = true;
    this.tell('hoego:live-over', status);
  }

  tell(name, detail) {
    for (const element of this.elements) element.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

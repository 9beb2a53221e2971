// When what is typed is kept in the browser, when it is sent, and how long to wait after a failure: the same for a review (autosave.js), for a reply
// (drafting.js) and, at a quicker pace, for notes (notes.js). What is kept and what is sent is theirs.

const PAUSE = 1000; // ms without typing after which it is saved
const LATEST = 10_000; // ms of typing without a pause after which it is saved all the same
const SOON = 200; // ms until it is kept in the browser
const PATIENCE = 20_000; // ms for an answer
const AGAIN = [2, 4, 8, 15, 30, 60]; // s between tries while the server cannot be reached
const SIGNED_OUT = 30; // s between looks whether somebody signed in again

export const BY_KEEPALIVE = 60_000; // bytes that browsers send on after a page is gone

export class Rhythm {
  constructor({ keep, send, pause = PAUSE, latest = LATEST }) {
    Object.assign(this, { keep, send, times: { pause, latest }, failures: 0 });
  }

  typed() {
    this.keeper ??= setTimeout(this.keep, SOON);
    clearTimeout(this.pause);
    this.pause = setTimeout(this.send, this.times.pause);
    this.latest ??= setTimeout(this.send, this.times.latest);
  }

  // It is being kept: nothing of it waits to be.
  keeping() {
    clearTimeout(this.keeper);
    this.keeper = null;
  }

  // It is being sent: nothing of it waits to be.
  sending() {
    for (const timer of [this.pause, this.latest, this.again]) clearTimeout(timer);
    this.latest = null;
  }

  // The server was reached.
  reached() {
    this.failures = 0;
  }

  // It was not, or whoever writes is not signed in (`isOut`): once more after a while.
  lost(isOut) {
    const seconds = isOut ? SIGNED_OUT : AGAIN[Math.min(this.failures, AGAIN.length - 1)];
    this.failures += 1;
    clearTimeout(this.again);
    this.again = setTimeout(this.send, seconds * 1000);
  }
}

// An answer as JSON, within a while; a redirect (to the way to sign in) is not followed.
export async function ask(address, options) {
  const ending = new AbortController();
  const timer = setTimeout(() => ending.abort(), PATIENCE);
  try {
    return await fetch(address, { redirect: 'manual', cache: 'no-store', signal: ending.signal, ...options, headers: { Accept: 'application/json', ...options?.headers } });
  } finally {
    clearTimeout(timer);
  }
}

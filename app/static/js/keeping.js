// What is typed and not saved yet, kept in this browser: by account, cohort and week (or question, or session), each open page under a name of its own.
// Whoever signs in as somebody else is shown nothing of it; signing out removes it (signout.js).
//
//   hoego-kept:<account>:<cohort>:<week>:<page> → {at, fields: {path: {was, now}}, rows: […], sent: {path: mark}}
//   hoego-kept:<account>:<cohort>:question-<id>:<page> → {at, text, once}, a reply that is being written (drafting.js)
//   hoego-kept:<account>:<cohort>:session-<id>:<page> → {at, page, base, text, sent}, notes of a session (notes.js)
//
// `fields` and `rows` are as forms/changes.py reads them; `sent` are marks of what may have reached the server without an answer.

const PREFIX = 'hoego-kept';
const AN_ANSWER = 300; // ms in which another open page of the same review says that it is there

export class Keeping {
  // `asRecord` reads what was kept; it throws where it is none.
  constructor({ account, cohort, week, question, session }, asRecord = asReview) {
    this.asRecord = asRecord;
    this.place = `${PREFIX}:${account}:${cohort}:${week ?? (question ? `question-${question}` : `session-${session}`)}:`;
    this.key = this.place + Math.random().toString(36).slice(2, 10);
    this.channel = 'BroadcastChannel' in window ? new BroadcastChannel(this.place) : null;
    this.channel?.addEventListener('message', ({ data }) => {
      if (data === 'who') this.channel.postMessage(this.key);
    });
  }

  // Whether it could be kept: storage may be full, or forbidden.
  keep(record) {
    try {
      localStorage.setItem(this.key, JSON.stringify(record));
      return true;
    } catch {
      return false;
    }
  }

  remove(key = this.key) {
    try {
      localStorage.removeItem(key);
    } catch { /* nothing could be kept there, either */ }
  }

  // What pages that are not open any more left behind, the oldest first.
  async leftBehind() {
    const open = new Set([this.key, ...(await this.openPages())]);
    return keysWith(this.place).filter((key) => !open.has(key)).map((key) => ({ key, record: this.read(key) }))
      .filter(({ record }) => record).sort((one, other) => one.record.at - other.record.at);
  }

  read(key) {
    try {
      return this.asRecord(JSON.parse(localStorage.getItem(key)));
    } catch {
      return null;
    }
  }

  openPages() {
    if (!this.channel) return [];
    const answered = [];
    const listen = ({ data }) => answered.push(data);
    this.channel.addEventListener('message', listen);
    this.channel.postMessage('who');
    return new Promise((done) => {
      setTimeout(() => {
        this.channel.removeEventListener('message', listen);
        done(answered);
      }, AN_ANSWER);
    });
  }
}

// The addresses of the forms for which something of this account is kept, by the key under which it is.
export function keptOf(account) {
  return new Map(keysWith(`${PREFIX}:${account}:`).map((key) => {
    const [, , cohort, week] = key.split(':');
    const [, question] = week.split('question-');
    const [, session] = week.split('session-');
    if (question) return [key, { cohort, words: 'reply', address: `/c/${cohort}/questions/${question}` }];
    if (session) return [key, { cohort, words: 'together', address: `/c/${cohort}/sessions/${session}` }];
    return [key, { cohort, week, words: 'place', address: `/c/${cohort}/weeks/${week}/review` }];
  }));
}

// Where its last searches are kept (recent.js).
export function recentKey(account) {
  return `hoego-recent:${account}`;
}

export function forgetAllOf(account) {
  for (const key of [...keysWith(`${PREFIX}:${account}:`), recentKey(account)]) localStorage.removeItem(key);
}

function keysWith(prefix) {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}

function asReview({ at, fields, rows, sent }) {
  return { at: Number(at), fields: Object.entries(fields), rows: [...rows], sent: { ...sent } };
}

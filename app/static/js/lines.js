// Notes of several hands, merged by lines: whatever line somebody typed is there afterwards. It is what peer_sessions/notes.py and lines.py do on the
// server, and must come to the same: tests/peer_sessions/notes_cases.json is put to both. Characters are counted as there, in code points.

const A_BEGINNING = 8; // characters of a line that another, put in at the same place, must begin with to be that one typed on
const BARE = /^[ \t\u00a0\u3000\-*+•·–—>#.)(\[\]0-9]*$/;
const SMALL = 600;
const DEPTH = 8;
const [THE_SAME, ALSO_BLANK, PARTLY] = [400, 8, 10];

// What becomes of notes that were `base`, are `theirs` by now, and that somebody made `mine` of: {text, both}. Of the lines in `both`, which two changed
// at once, both stand there.
export function merge(base, theirs, mine) {
  if (mine === base || mine === theirs) return { text: theirs, both: [] };
  if (theirs === base) return { text: mine, both: [] };
  const before = linesOf(base);
  const they = madeOf(before, linesOf(theirs));
  const me = madeOf(before, linesOf(mine));
  const merged = woven(me.added[0], they.added[0]);
  const both = [];
  before.forEach((line, at) => {
    const [their, my] = [they.lines[at], me.lines[at]];
    const added = [me.added[at + 1], they.added[at + 1]];
    if (their !== null && my !== null && line !== their && line !== my && their !== my && !goesOn(line, their, my)) {
      merged.push(...woven([their, ...added[1]], [my, ...added[0]]));
      if (!isBare(line)) both.push(their, my);
      return;
    }
    const stays = oneOf(line, their, my);
    if (stays !== null) merged.push(stays);
    merged.push(...woven(...added));
  });
  return { text: merged.join('\n'), both };
}

// Pairs [place before, place after] of lines that are the same, or one that was changed; rising on both sides. Lines of which `like` gives 0 are no pair.
export function aligned(before, after, like = likeness) {
  const pairs = [];
  align(before, [0, before.length], after, [0, after.length], like, DEPTH, pairs);
  return pairs;
}

function linesOf(text) {
  return text ? text.split('\n') : [];
}

function isBare(line) {
  return BARE.test(line);
}

// Of each line what became of it, null where it is gone; and what was put in before the first line and behind each.
function madeOf(before, after) {
  const lines = before.map(() => null);
  const added = [[], ...before.map(() => [])];
  let [behind, begins] = [0, 0];
  for (const [i, j] of aligned(before, after)) {
    added[behind].push(...after.slice(begins, j));
    lines[i] = after[j];
    [behind, begins] = [i + 1, j + 1];
  }
  added[behind].push(...after.slice(begins));
  return { lines, added };
}

function goesOn(line, one, other) {
  return !isBare(line) && (one.startsWith(other) || other.startsWith(one));
}

function oneOf(line, their, my) {
  if (my === line || (my === null && their !== line)) return their;
  if (their === line || their === null) return my;
  return longer(their, my);
}

function longer(one, other) {
  return [...other].length > [...one].length ? other : one;
}

// Both, a line that is in both once; lines with nothing in them yet come last.
function woven(first, then) {
  if (!then.length || (first.length === then.length && first.every((line, at) => line === then[at]))) return [...first];
  if (!first.some(Boolean) && !then.some(Boolean)) return then.length > first.length ? [...then] : [...first];
  if (first.every(isBare)) return [...then, ...first];
  const both = [];
  let [i0, j0] = [0, 0];
  for (const [i, j] of aligned(first, then, again)) {
    both.push(...first.slice(i0, i), ...then.slice(j0, j), longer(first[i], then[j]));
    [i0, j0] = [i + 1, j + 1];
  }
  return [...both, ...first.slice(i0), ...then.slice(j0)];
}

function again(one, other) {
  if (isBare(one) || isBare(other)) return 0;
  if (one === other) return 2;
  const [long, short] = longer(one, other) === one ? [one, other] : [other, one];
  return [...short].length >= A_BEGINNING && long.startsWith(short) ? 1 : 0;
}

function likeness(one, other) {
  if (one === other) return isBare(one) ? ALSO_BLANK : THE_SAME;
  const [a, b] = [[...one], [...other]];
  const shorter = Math.min(a.length, b.length);
  let begins = 0;
  while (begins < shorter && a[begins] === b[begins]) begins += 1;
  let ends = 0;
  while (ends < shorter - begins && a.at(-1 - ends) === b.at(-1 - ends)) ends += 1;
  return 1 + Math.floor((PARTLY * (begins + ends)) / Math.max(a.length, b.length));
}

function align(before, [i, iEnd], after, [j, jEnd], like, depth, pairs) {
  while (i < iEnd && j < jEnd && before[i] === after[j]) {
    pairs.push([i, j]);
    i += 1;
    j += 1;
  }
  const ending = [];
  while (i < iEnd && j < jEnd && before[iEnd - 1] === after[jEnd - 1]) {
    iEnd -= 1;
    jEnd -= 1;
    ending.unshift([iEnd, jEnd]);
  }
  const anchors = (iEnd - i) * (jEnd - j) > SMALL && depth ? anchorsIn(before, [i, iEnd], after, [j, jEnd]) : [];
  if ((iEnd - i) * (jEnd - j) <= SMALL) {
    pairs.push(...byLikeness(before.slice(i, iEnd), after.slice(j, jEnd), like).map(([k, m]) => [i + k, j + m]));
  } else if (anchors.length) {
    for (const [k, m] of [...anchors, [iEnd, jEnd]]) {
      align(before, [i, k], after, [j, m], like, depth - 1, pairs);
      if (k < iEnd) pairs.push([k, m]);
      [i, j] = [k + 1, m + 1];
    }
  } else if (iEnd - i === jEnd - j) {
    for (let k = 0; k < iEnd - i; k += 1) if (like(before[i + k], after[j + k])) pairs.push([i + k, j + k]);
  }
  pairs.push(...ending);
}

// The pairs that are most alike in sum; of those that are as good, the first.
function byLikeness(before, after, like) {
  const likes = before.map((one) => after.map((other) => like(one, other)));
  const best = Array.from({ length: before.length + 1 }, () => new Array(after.length + 1).fill(0));
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      const paired = likes[i][j] ? likes[i][j] + best[i + 1][j + 1] : 0;
      best[i][j] = Math.max(paired, best[i + 1][j], best[i][j + 1]);
    }
  }
  const pairs = [];
  let [i, j] = [0, 0];
  while (i < before.length && j < after.length) {
    if (likes[i][j] && best[i][j] === likes[i][j] + best[i + 1][j + 1]) {
      pairs.push([i, j]);
      i += 1;
      j += 1;
    } else if (best[i][j] === best[i + 1][j]) {
      i += 1;
    } else {
      j += 1;
    }
  }
  return pairs;
}

// Lines that say something and stand there once on either side: the most of them that come in the same order.
function anchorsIn(before, [i0, iEnd], after, [j0, jEnd]) {
  const once = (lines, begins, ends) => {
    const places = new Map();
    for (let at = begins; at < ends; at += 1) places.set(lines[at], places.has(lines[at]) ? -1 : at);
    return places;
  };
  const [here, there] = [once(before, i0, iEnd), once(after, j0, jEnd)];
  const common = [...here].filter(([line, at]) => at >= 0 && (there.get(line) ?? -1) >= 0 && !isBare(line)).map(([line, at]) => [at, there.get(line)])
    .sort(([one], [other]) => one - other);
  const ends = []; // of the rising rows of each length, which one ends lowest
  const cameFrom = common.map(([, j], at) => {
    let length = ends.findIndex((end) => common[end][1] >= j);
    if (length < 0) length = ends.length;
    ends[length] = at;
    return length ? ends[length - 1] : -1;
  });
  const anchors = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = cameFrom[at]) anchors.unshift(common[at]);
  return anchors;
}

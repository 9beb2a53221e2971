// A short mark by which two states of one field are told apart: CRC-32 of its UTF-8 in base 36, as `mark_of` in reviews/models/document.py.

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

export function markOf(value) {
  let rest = 0xffffffff;
  for (const byte of new TextEncoder().encode(asText(value))) rest = TABLE[(rest ^ byte) & 0xff] ^ (rest >>> 8);
  return ((rest ^ 0xffffffff) >>> 0).toString(36);
}

function asText(value) {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return value;
}

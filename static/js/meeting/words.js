// What one text changes in another, word by word: pieces of { kind: "same" | "gone" | "new", text }.
const MOST = 600;

const tokens = (text) => text.match(/\s+|[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu) ?? [];

/** How many words a tail of `a` and a tail of `b` have in common, for every pair of tails. */
function common(a, b) {
  const table = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      table[i][j] = a[i] === b[j] ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
    }
  }
  return table;
}

function* steps(a, b) {
  const table = common(a, b);
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const left = i < a.length ? table[i + 1][j] : -1;
    const right = j < b.length ? table[i][j + 1] : -1;
    if (left >= 0 && right >= 0 && a[i] === b[j]) {
      yield ["same", a[i]];
      i += 1;
      j += 1;
    } else if (left >= right) {
      yield ["gone", a[i]];
      i += 1;
    } else {
      yield ["new", b[j]];
      j += 1;
    }
  }
}

export function difference(before, after) {
  const [a, b] = [tokens(before), tokens(after)];
  if (a.length > MOST || b.length > MOST) return whole(before, after);
  const pieces = [];
  for (const [kind, text] of steps(a, b)) {
    if (pieces.at(-1)?.kind === kind) pieces.at(-1).text += text;
    else pieces.push({ kind, text });
  }
  return pieces;
}

const whole = (before, after) => [
  { kind: "gone", text: before },
  { kind: "new", text: after },
];

// Arrow keys move between the cells of a matrix that can be opened; Home and End go to the ends of
// the row, with Ctrl to the first and the last cell. Tab still works as everywhere else.
const STEP = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

function linksByRow(table) {
  return [...table.tBodies[0].rows].map((row) =>
    [...row.cells].map((cell) => cell.querySelector("a, button")),
  );
}

function position(rows, target) {
  const row = rows.findIndex((cells) => cells.includes(target));
  return [row, row < 0 ? -1 : rows[row].indexOf(target)];
}

/** The next cell in a direction that can take the focus, or nothing at the edge. */
function neighbour(rows, [row, column], [down, right]) {
  let [y, x] = [row + down, column + right];
  while (rows[y] && x >= 0 && x < rows[y].length) {
    if (rows[y][x]) return rows[y][x];
    y += down;
    x += right;
  }
  return null;
}

function end(rows, row, event) {
  const cells = (event.ctrlKey ? rows.flat() : rows[row]).filter(Boolean);
  return event.key === "Home" ? cells[0] : cells.at(-1);
}

function move(event) {
  const rows = linksByRow(event.currentTarget);
  const from = position(rows, event.target.closest("a, button"));
  if (from[0] < 0 || event.altKey || event.metaKey) return;
  let next = null;
  if (event.key in STEP && !event.ctrlKey) next = neighbour(rows, from, STEP[event.key]);
  if (event.key === "Home" || event.key === "End") next = end(rows, from[0], event);
  if (!next) return;
  event.preventDefault();
  next.focus();
}

for (const table of document.querySelectorAll("[data-matrix]")) {
  table.addEventListener("keydown", move);
}

// A table that is pasted into a text is kept as a table, in Markdown. Without this file its cells become lines.
const BLOCKS = "p, div, li, h1, h2, h3, h4, h5, h6, br";

const cellText = (cell) => cell.textContent.replace(/\s+/g, " ").trim().replaceAll("|", "\\|");
const line = (cells) => `| ${cells.join(" | ")} |`;

/** The table's rows, all as wide as the widest; the first is its head. */
function markdown(table) {
  const rows = [...table.rows].map((row) => [...row.cells].map(cellText));
  const width = Math.max(...rows.map((row) => row.length));
  const padded = rows.map((row) => [...row, ...Array(width - row.length).fill("")]);
  const rule = Array(width).fill("---");
  return [line(padded[0]), line(rule), ...padded.slice(1).map(line)].join("\n");
}

/** What was copied, as text: its tables in Markdown, every other block on a line of its own. */
function textOf(html) {
  const copied = new DOMParser().parseFromString(html, "text/html");
  for (const unseen of copied.querySelectorAll("style, script, title")) unseen.remove();
  for (const table of copied.querySelectorAll("table")) {
    if (table.rows.length) table.replaceWith(`\n\n${markdown(table)}\n\n`);
  }
  for (const block of copied.querySelectorAll(BLOCKS)) block.after("\n");
  return copied.body.textContent.replace(/[^\S\n]+\n/g, "\n").replace(/\n{3,}/g, "\n\n").trim();
}

/** A table that begins in the middle of a line, or ends in one, is none: an empty line stands on either side. */
function apart(pasted, before, after) {
  const lines = (newlines) => "\n\n".slice(newlines.length);
  const start = before && pasted.startsWith("|") ? lines(before.match(/\n*$/)[0]) : "";
  const end = after && pasted.endsWith("|") ? lines(after.match(/^\n*/)[0]) : "";
  return start + pasted + end;
}

document.addEventListener("paste", (event) => {
  const text = event.target.closest?.("textarea.prose");
  const html = event.clipboardData?.getData("text/html") ?? "";
  if (!text || text.readOnly || !/<table\b/i.test(html)) return;
  event.preventDefault();
  const { value, selectionStart, selectionEnd } = text;
  const pasted = apart(textOf(html), value.slice(0, selectionStart), value.slice(selectionEnd));
  text.setRangeText(pasted, selectionStart, selectionEnd, "end");
  text.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste" }));
});

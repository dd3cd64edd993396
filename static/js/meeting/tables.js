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

document.addEventListener("paste", (event) => {
  const text = event.target.closest?.("textarea.prose");
  const html = event.clipboardData?.getData("text/html") ?? "";
  if (!text || text.readOnly || !/<table\b/i.test(html)) return;
  event.preventDefault();
  text.setRangeText(textOf(html), text.selectionStart, text.selectionEnd, "end");
  text.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste" }));
});

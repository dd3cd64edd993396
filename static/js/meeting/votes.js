// Counts a vote while it is entered; on a tie the chair's vote decides. The server counts again.
function count(box, choice) {
  return box.querySelectorAll(`input[type=radio][value=${choice}]:checked`).length;
}

function verdict(box, said) {
  const [yes, no] = [count(box, "yes"), count(box, "no")];
  if (yes + no === 0) return "";
  if (yes !== no) return yes > no ? said.yes : said.no;
  const chair = box.querySelector("[data-chair] input:checked")?.value;
  return { yes: said.tieYes, no: said.tieNo }[chair] ?? said.tie;
}

function draw(box) {
  for (const cell of box.querySelectorAll("[data-sum]")) cell.textContent = count(box, cell.dataset.sum);
  const line = box.querySelector("[data-vote-said]");
  const words = verdict(box, line.dataset);
  if (line.textContent !== words) line.textContent = words;
}

for (const box of document.querySelectorAll("[data-votes]:has(input)")) {
  box.addEventListener("change", () => draw(box));
  draw(box);
}

// Says while it is being written what the meeting changes, and lets no changed point be "enligt förslag".
import { difference } from "./words.js";

const outcome = document.querySelector("[data-item-outcome]");
const texts = [...document.querySelectorAll("textarea[data-proposed]")];

const isChanged = (text) => text.value.trim() !== text.dataset.proposed.trim();

function draw(text) {
  const point = text.closest("[data-point]");
  const changed = isChanged(text);
  point.classList.toggle("is-changed", changed);
  point.querySelector("[data-point-changed]").hidden = !changed;
  const compare = point.querySelector("[data-point-compare]");
  compare.hidden = !changed;
  const shown = compare.querySelector("[data-point-difference]");
  if (changed) shown.replaceChildren(picture(text, shown.dataset));
}

function picture(text, { gone, new: added }) {
  const words = { gone: ["del", gone], new: ["ins", added] };
  const box = Object.assign(document.createElement("div"), { className: "prose small diff", lang: text.lang });
  for (const piece of difference(text.dataset.proposed, text.value)) {
    box.append(piece.kind === "same" ? piece.text : marked(piece.text, ...words[piece.kind]));
  }
  return box;
}

function marked(text, element, word) {
  const aside = (said) => Object.assign(document.createElement("span"), { className: "ds-sr-only", textContent: said });
  const mark = document.createElement(element);
  mark.append(aside(`[${word}: `), text, aside("] "));
  return mark;
}

/** A point added or struck counts as a change too; the server has then said so in the page already. */
function weigh() {
  const proposed = outcome?.querySelector("[value=as_proposed]");
  if (!proposed) return;
  const changed = texts.some(isChanged) || Boolean(document.querySelector(".point:is(.is-added, .is-struck)"));
  const chosen = proposed.checked;
  proposed.disabled = changed || proposed.hasAttribute("data-unavailable");
  outcome.querySelector("[data-changed-why]").hidden = !changed;
  if (changed && chosen) choose(outcome.querySelector("[value=changed]:not(:disabled)"));
}

function choose(radio) {
  if (!radio) return;
  radio.checked = true;
  radio.dispatchEvent(new Event("change", { bubbles: true }));
}

function follow(text) {
  const look = () => (draw(text), weigh());
  text.addEventListener("input", look);
  text.addEventListener("autosave:known", look);
}

texts.forEach(follow);

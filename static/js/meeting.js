// A meeting's pages: shortcuts, points that say what is changed, votes that count themselves, an agenda
// that can be rearranged, a focus that stays where one was. Without this file everything is done with links, buttons and whole forms.
import "./meeting/settle.js";
import "./meeting/keys.js";
import "./meeting/points.js";
import "./meeting/votes.js";
import "./meeting/order.js";
import "./meeting/focus.js";
import "./meeting/tables.js";

const PHONE = matchMedia("(max-width: 760px)");

// On a phone the item comes first; the agenda is one tap away.
for (const agenda of document.querySelectorAll(".agenda:not(.is-wide) [data-agenda]")) {
  if (PHONE.matches && document.querySelector(".item")) agenda.open = false;
}

// What one is looking at is in view in a long agenda.
for (const here of document.querySelectorAll(".agenda-row.is-now")) {
  here.parentElement.scrollTop = here.offsetTop - here.parentElement.offsetTop - 120;
}

// Where field-sizing is missing a text box follows its text this way.
if (!CSS.supports("field-sizing", "content")) {
  const grow = (text) => (text.rows = Math.max(1, text.value.split("\n").length, Math.ceil(text.value.length / 70)));
  for (const text of document.querySelectorAll("textarea[data-grows]")) {
    text.addEventListener("input", () => grow(text));
    grow(text);
  }
}

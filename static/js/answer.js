// The answer page while it is being written: keeps the form in step with what autosave has saved, and the
// progress with what is answered. Without this file the page shows both at its next load.
import { read, write } from "./autosave/control.js";

const form = document.getElementById("svar");
const rail = document.querySelector("[data-progress]");
const bar = document.querySelector(".mobile-bar");

const sheets = () => [...document.querySelectorAll(".sheet.pair[data-sheet]")];
const isAnswered = (sheet) => Boolean(sheet.querySelector(".stance input:checked"));
const entryOf = (sheet) => rail.querySelector(`[data-of="${sheet.id}"]`);
const isDone = (sheet) => entryOf(sheet)?.classList.contains("done");
const isOurs = (sheet) => Boolean(sheet.querySelector(".stance"));

const known = new Map();

/** Before the form is sent: says which boxes hold only what autosave has saved, so that they are no conflict. */
function mark() {
  for (const [holder, { value, version }] of known) {
    const name = holder.name || holder.querySelector("input[type=radio]")?.name;
    const was = form.elements[`${name}-was`];
    if (was && name !== "level") was.value = read(holder) === value ? `${version}.same` : `${version}`;
  }
}

function draw() {
  for (const sheet of document.querySelectorAll("[data-sheet]")) {
    if (sheet.querySelector(".stance")) entryOf(sheet)?.classList.toggle("done", isAnswered(sheet));
  }
  const all = sheets();
  show(all.filter(isDone).length, all.length);
}

function show(done, total) {
  rail.querySelector("[data-done]").textContent = done;
  rail.querySelector(".ring-number b").textContent = done;
  ring(rail.querySelector(".ring")).setAttribute("stroke-dasharray", `${done} ${total}`);
  bar.querySelector("progress").value = done;
  const label = bar.querySelector("span");
  label.textContent = label.textContent.replace(/\d+/, done);
  bar.querySelector("progress").setAttribute("aria-label", label.textContent);
}

function ring(picture) {
  const value = picture.querySelector(".ring-value");
  if (value) return value;
  const added = picture.querySelector(".ring-track").cloneNode();
  added.setAttribute("class", "ring-value");
  added.setAttribute("pathLength", sheets().length);
  added.setAttribute("transform", "rotate(-90 40 40)");
  picture.append(added);
  return added;
}

/** "Nästa" leads to the next unanswered part below what is read now, then from the top again. */
function next(event) {
  const open = sheets().filter((sheet) => isOurs(sheet) && !isDone(sheet));
  const below = open.find((sheet) => sheet.getBoundingClientRect().top > 120) ?? open[0];
  const target = below ?? document.getElementById("skicka");
  if (!target) return;
  event.preventDefault();
  target.scrollIntoView();
  target.querySelector("input[type=radio], textarea, button, a")?.focus({ preventScroll: true });
}

/** "Ta bort valet": no tile is chosen any more, and autosave saves that. */
function clear(event) {
  const button = event.target.closest(".clear-choice");
  const tiles = button?.previousElementSibling;
  if (!tiles?.dataset.autosaveUrl) return;
  event.preventDefault();
  write(tiles, "");
  tiles.querySelector("input").focus();
  tiles.dispatchEvent(new Event("change", { bubbles: true }));
}

if (form && rail && bar) {
  form.addEventListener("click", clear);
  form.addEventListener("autosave:known", ({ target, detail }) => known.set(target, detail));
  form.addEventListener("submit", mark);
  form.addEventListener("change", draw);
  bar.querySelector("a")?.addEventListener("click", next);
}

// The meeting by keyboard. Every shortcut has a modifier; a plain key does what it does everywhere.
import { settled } from "./settle.js";

// In these Alt with an arrow opens the list or the calendar.
const OWN_ARROWS = "select, input[type=date], input[type=time], [data-handle]";

function neighbour(way) {
  const named = document.querySelector(way > 0 ? "[data-next-item]" : "[data-previous-item]");
  if (named) return named;
  const links = [...document.querySelectorAll("[data-agenda-link]")];
  const here = links.findIndex((link) => link.hasAttribute("aria-current"));
  if (here < 0) return way > 0 ? links[0] : undefined;
  return links[here + way];
}

function closing(target) {
  const form = target.closest?.("form[data-close-item]") ?? document.querySelector("form[data-close-item]");
  if (!form || target.closest?.("form:not([data-close-item])")) return undefined;
  // In what is unfolded, such as a note of jäv or a reservation, its own button is meant.
  const own = target.closest?.("details[open]")?.querySelector("[type=submit]");
  if (own && form.contains(own)) return own;
  return form.querySelector("[data-close]:not(:disabled)") ?? form.querySelector("[type=submit]:not([tabindex])");
}

const search = () => document.querySelector("[data-search-field], input[type=search]");

/** What the keys ask for, and how it is done; undefined when it is not on this page. */
function asked(event) {
  const { key, code, altKey, ctrlKey, metaKey, shiftKey, target } = event;
  const control = (ctrlKey || metaKey) && !altKey && !shiftKey;
  const alone = altKey && !ctrlKey && !metaKey && !shiftKey;
  if (control && key === "Enter") return press(closing(target));
  if (control && key.toLowerCase() === "k") return focus(search());
  if (alone && code === "KeyP") return press(document.querySelector("[data-add-point]"));
  if (alone && (key === "ArrowDown" || key === "ArrowUp") && !target.closest?.(OWN_ARROWS)) {
    return press(neighbour(key === "ArrowDown" ? 1 : -1));
  }
  return undefined;
}

const focus = (field) => field && (() => (field.focus(), field.select?.()));
const press = (what) => what && (() => settled().then(() => what.click()));

document.addEventListener("keydown", (event) => {
  if (event.repeat || event.isComposing) return;
  const act = asked(event);
  if (!act) return;
  event.preventDefault();
  act();
});

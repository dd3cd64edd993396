// What an autosaved thing is: a text box, a select, a fieldset of radio buttons, or a whole form in a hidden field.
import { spokenForm } from "./whole.js";

const labels = (holder) =>
  Object.fromEntries(
    [...holder.querySelectorAll("input[type=radio]")].map((radio) => [
      radio.value,
      radio.closest("label")?.textContent.trim() ?? radio.value,
    ]),
  );

export const isGroup = (holder) => holder.matches("fieldset");

export function read(holder) {
  if (!isGroup(holder)) return holder.type === "checkbox" ? String(holder.checked) : holder.value;
  return holder.querySelector("input:checked")?.value ?? "";
}

export function write(holder, value) {
  if (!isGroup(holder)) {
    if (holder.type === "checkbox") holder.checked = value === "true";
    else holder.value = value;
    return;
  }
  for (const radio of holder.querySelectorAll("input[type=radio]")) radio.checked = radio.value === value;
}

/** The value as a person reads it. */
export function spoken(holder, value) {
  if (holder.dataset.wholeForm !== undefined) return spokenForm(holder, value) || "–";
  return (isGroup(holder) ? labels(holder)[value] : value) || "–";
}

// A form that is saved whole while it is being written: its text is one value, kept in a hidden field marked
// data-whole-form with the address to save to. Files are not part of it; they are sent by a button.
const OWN = new Set(["csrfmiddlewaretoken", "once_key", "do"]);
const forms = new Map();

/** Everything typed and chosen, as a form is sent. */
function written(form, holder) {
  const typed = [...new FormData(form)].filter(
    ([name, value]) => typeof value === "string" && !OWN.has(name) && name !== holder.name,
  );
  return new URLSearchParams(typed).toString();
}

const isText = (field) => field?.matches?.("textarea, input:not([type=hidden], [type=radio], [type=checkbox])");

/** The words of a whole form; those of a point that this page has no field for are known by the first point's. */
export function spokenForm(holder, value) {
  const named = (name) => holder.form.elements[name] ?? holder.form.elements[name.replace(/^r\d+-/, "r0-")];
  const said = [...new URLSearchParams(value)].filter(([name, words]) => words.trim() && isText(named(name)));
  return said.map(([, words]) => words).join("\n");
}

function watch(holder) {
  const { form } = holder;
  forms.set(form, holder);
  holder.value = written(form, holder);
  const pass = ({ type, target }) => {
    if (target === holder) return;
    holder.value = written(form, holder);
    holder.dispatchEvent(new Event(type));
  };
  form.addEventListener("input", pass);
  form.addEventListener("change", pass);
  // Another text than the page shows was chosen and is saved: the page is fetched again with as many points as it has.
  holder.addEventListener("autosave:known", ({ detail }) => {
    if (detail.value === holder.value && detail.value !== written(form, holder)) location.assign(location.pathname);
  });
}

document.querySelectorAll("[data-whole-form]").forEach(watch);
// The browser's way back may fill the fields after this file was read.
window.addEventListener("pageshow", () => {
  for (const [form, holder] of forms) {
    if (written(form, holder) === holder.value) continue;
    holder.value = written(form, holder);
    holder.dispatchEvent(new Event("input"));
  }
});

// Saves a field while it is being written. Mark it with data-autosave-url and data-version; the rest
// of the contract is in docs/design.md. Without this file the page is an ordinary form.
import { isGroup, read, spoken, write } from "./autosave/control.js";
import { forget, keep, kept, sent } from "./autosave/kept.js";
import * as say from "./autosave/say.js";
import { send } from "./autosave/server.js";

const PAUSE = 800;
const RETRY = 15_000;
const fields = [];

class Field {
  constructor(holder) {
    this.holder = holder;
    this.url = holder.dataset.autosaveUrl;
    this.version = holder.dataset.version ?? "0";
    this.saved = read(holder);
    this.waiting = null;
    this.busy = false;
    this.inConflict = false;
    this.loggedOut = false;
  }

  get dirty() {
    return read(this.holder) !== this.saved;
  }

  later(pause) {
    clearTimeout(this.waiting);
    if (this.dirty) this.waiting = setTimeout(() => this.save(), pause);
  }

  async save() {
    clearTimeout(this.waiting);
    if (!this.dirty || this.busy || this.inConflict) return;
    const value = read(this.holder);
    this.busy = true;
    keep(this.url, value, this.version);
    if (!this.loggedOut) say.saving(this.holder);
    const answer = await send(this.url, value, this.version);
    this.busy = false;
    if (answer.kind !== "expired") this.loggedOut = false;
    this[answer.kind](value, answer);
  }

  settle(value, version) {
    this.saved = value;
    this.version = String(version);
    this.holder.dataset.version = this.version;
    forget(this.url);
    this.holder.dispatchEvent(new CustomEvent("autosave:known", { bubbles: true, detail: { value, version } }));
  }

  stored(value, answer) {
    this.settle(value, answer.version);
    say.saved(this.holder, answer.message);
    this.later(0); // typed on while it was being saved
  }

  conflict(value, answer) {
    this.inConflict = true;
    say.refused(this.holder, answer.message);
    say.twoTexts("autosave-conflict", this.holder, {
      mine: spoken(this.holder, read(this.holder)),
      theirs: spoken(this.holder, answer.theirs),
      by: answer.by,
      message: answer.message,
      keepMine: () => this.choose(read(this.holder), answer),
      takeTheirs: () => this.choose(answer.theirs, answer),
    });
  }

  choose(value, { theirs, version }) {
    this.inConflict = false;
    write(this.holder, value);
    this.settle(theirs, version);
    say.saved(this.holder, "");
    this.save();
  }

  /** The link to log in must stay where it is: reaching for it leaves the box, which saves again. */
  expired() {
    if (!this.loggedOut) say.expired(this.holder);
    this.loggedOut = true;
    this.later(RETRY);
  }

  unreachable() {
    say.offline(this.holder);
    this.later(RETRY);
  }

  refused(_value, answer) {
    say.refused(this.holder, answer.message);
  }

  /** Offers back what this browser kept when it never reached the server. */
  offerKept() {
    const copy = kept(this.url);
    const settled = copy?.sent && String(copy.version) !== this.version;
    if (!copy || settled || copy.value === this.saved) return forget(this.url);
    return say.twoTexts("autosave-kept", this.holder, {
      mine: spoken(this.holder, copy.value),
      theirs: spoken(this.holder, this.saved),
      keepMine: () => this.choose(copy.value, { theirs: this.saved, version: this.version }),
      takeTheirs: () => forget(this.url),
    });
  }
}

function watch(holder) {
  const field = new Field(holder);
  fields.push(field);
  holder.addEventListener("input", () => field.later(PAUSE));
  holder.addEventListener("change", () => field.save());
  if (!isGroup(holder)) holder.addEventListener("blur", () => field.save());
  field.offerKept();
}

function saveAll() {
  for (const field of fields) field.save();
}

document.querySelectorAll("[data-autosave-url]").forEach(watch);
window.addEventListener("online", saveAll);
document.addEventListener("visibilitychange", saveAll);
window.addEventListener("beforeunload", (event) => {
  if (fields.some((field) => field.dirty)) event.preventDefault();
});
// A form that is sent takes the texts along itself: then nothing is lost by leaving.
document.addEventListener("submit", (event) => {
  for (const field of fields) {
    if (!event.target.contains(field.holder)) continue;
    field.saved = read(field.holder);
    sent(field.url);
  }
});

// A copy of what was typed, kept in this browser until the server has it.
const PREFIX = "samrad:kept:";

const key = (url) => PREFIX + url;

export function keep(url, value, version) {
  store(url, { value, version });
}

function store(url, copy) {
  try {
    localStorage.setItem(key(url), JSON.stringify(copy));
  } catch {
    // Private windows and full stores refuse: then the page itself is the only copy.
  }
}

/** The form that was sent took the text along: if anything has been stored since, the copy is of no more use. */
export function sent(url) {
  const copy = kept(url);
  if (copy) store(url, { ...copy, sent: true });
}

export function kept(url) {
  try {
    return JSON.parse(localStorage.getItem(key(url)));
  } catch {
    return null;
  }
}

export function forget(url) {
  try {
    localStorage.removeItem(key(url));
  } catch {
    // Nothing was kept.
  }
}

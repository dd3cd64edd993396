// A copy of what was typed, kept in this browser until the server has it.
const PREFIX = "samrad:kept:";

const key = (url) => PREFIX + url;

export function keep(url, value, version) {
  try {
    localStorage.setItem(key(url), JSON.stringify({ value, version }));
  } catch {
    // Private windows and full stores refuse: then the page itself is the only copy.
  }
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

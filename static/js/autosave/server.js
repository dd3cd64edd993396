// One save: the same answer whatever went wrong, as { kind, version, message, theirs, by }.
// Kinds: stored, conflict, refused, expired (logged out), unreachable (offline or the server is down).

const hidden = (page) => page.querySelector("[name=csrfmiddlewaretoken]");

async function json(response) {
  try {
    return await response.json();
  } catch {
    return {};
  }
}

function kindOf(response) {
  if (response.type === "opaqueredirect" || response.status === 401) return "expired";
  if (response.status === 409) return "conflict";
  if (response.status >= 500) return "unreachable";
  return response.ok ? "stored" : "refused";
}

function post(url, value, version) {
  const csrfmiddlewaretoken = hidden(document)?.value ?? "";
  const body = new URLSearchParams({ value, version, csrfmiddlewaretoken });
  const headers = { Accept: "application/json", "X-Requested-With": "fetch" };
  return fetch(url, { method: "POST", body, headers, redirect: "manual" });
}

/** Logging in again, in another tab, makes this page's token stale: takes a new one from its address. */
async function renewToken() {
  const response = await fetch(location.href, { redirect: "manual" });
  if (!response.ok) return false;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = hidden(page)?.value;
  for (const input of document.querySelectorAll("[name=csrfmiddlewaretoken]")) input.value = fresh ?? input.value;
  return Boolean(fresh);
}

export async function send(url, value, version) {
  try {
    let response = await post(url, value, version);
    if (response.status === 403 && (await renewToken())) response = await post(url, value, version);
    return { ...(await json(response)), kind: kindOf(response) };
  } catch {
    return { kind: "unreachable" };
  }
}

// One save: the same answer whatever went wrong, as { kind, version, message, theirs, by }.
// Kinds: stored, conflict, refused, expired (logged out), unreachable (offline or the server is down).

function token() {
  return document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
}

async function json(response) {
  try {
    return await response.json();
  } catch {
    return {};
  }
}

function kindOf(response) {
  if (response.redirected || response.type === "opaqueredirect" || response.status === 401) return "expired";
  if (response.status === 409) return "conflict";
  if (response.status >= 500) return "unreachable";
  return response.ok ? "stored" : "refused";
}

export async function send(url, value, version) {
  const body = new URLSearchParams({ value, version, csrfmiddlewaretoken: token() });
  const headers = { Accept: "application/json", "X-Requested-With": "fetch" };
  try {
    const response = await fetch(url, { method: "POST", body, headers, redirect: "manual" });
    return { ...(await json(response)), kind: kindOf(response) };
  } catch {
    return { kind: "unreachable" };
  }
}

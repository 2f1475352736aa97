// A session ends some minutes after it was last used, because desks are shared. Whoever is typing is using it; whoever
// is not is asked two minutes before the end, and then the page is put away with everything that is on it.

const MINUTE = 60_000;
const KEY = "safe-at-home-last-used";
const TELL_AFTER = 4 * MINUTE;
const ASK_BEFORE = 2 * MINUTE;

const { idleMinutes, stay } = document.body.dataset;
const dialog = document.getElementById("still-there");

const lastUsed = () => Number(localStorage.getItem(KEY) ?? 0);
const noteUse = () => localStorage.setItem(KEY, String(Date.now()));

async function tellServer() {
  noteUse();
  const token = dialog.querySelector("input[name=csrf_token]").value;
  const answer = await fetch(stay, { method: "POST", headers: { "X-CSRFToken": token } });
  if (!answer.ok) putAway();
}

function putAway() {
  location.assign(`/sign-in?next=${encodeURIComponent(location.pathname)}`);
}

function look() {
  const left = lastUsed() + Number(idleMinutes) * MINUTE - Date.now();
  if (left <= 0) putAway();
  else if (left <= ASK_BEFORE && !dialog.open) dialog.showModal();
  else if (left > ASK_BEFORE && dialog.open) dialog.close();
}

function used() {
  if (!dialog.open && Date.now() - lastUsed() > TELL_AFTER) tellServer();
}

if (dialog && idleMinutes) {
  noteUse();
  for (const sign of ["keydown", "pointerdown", "input"]) document.addEventListener(sign, used, { passive: true });
  dialog.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    await tellServer();
    dialog.close();
  });
  dialog.addEventListener("cancel", tellServer);
  setInterval(look, 10_000);
  document.addEventListener("visibilitychange", look);
}

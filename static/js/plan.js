// Saves a plan while it is talked through. Without this, the Save buttons do the same.
const WAIT = 2000;

for (const form of document.querySelectorAll("form[data-saves-itself]")) {
  const status = document.getElementById(form.dataset.savesItself);
  const revision = form.elements.namedItem("revision");
  let waiting, saving = false, again = false, leaving = false;

  const say = (words, look = false) => {
    status.textContent = words;
    status.classList.toggle("app-saved--look", look);
  };

  const save = async () => {
    if (saving) {
      again = true;
      return;
    }
    saving = true;
    again = false;
    say(status.dataset.saving);
    try {
      const answer = await fetch(form.action, {
        method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, redirect: "error",
      });
      if (answer.ok) {
        const saved = await answer.json();
        revision.value = saved.revision;
        say(`Saved at ${saved.saved_at}`);
      } else {
        say(answer.status === 409 ? status.dataset.newer : answer.status === 422 ? status.dataset.problem : status.dataset.offline, true);
      }
    } catch {
      say(status.dataset.offline, true);
    }
    saving = false;
    if (again && !leaving) save();
  };

  form.addEventListener("input", () => {
    say(status.dataset.nothing);
    clearTimeout(waiting);
    waiting = setTimeout(save, WAIT);
  });

  // A press on a button while a save is under way would meet its own save as somebody else's: wait for it.
  form.addEventListener("submit", (event) => {
    clearTimeout(waiting);
    leaving = true;
    if (!saving) return;
    event.preventDefault();
    const button = event.submitter;
    const go = setInterval(() => {
      if (saving) return;
      clearInterval(go);
      form.requestSubmit(button);
    }, 50);
  });
}

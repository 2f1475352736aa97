// The decision page: keys that choose, a week that follows the pattern, and what it means at home, worked out by the
// server while somebody types. Without this file the page works by its buttons.
const WAIT = 350;
const form = document.querySelector("[data-decision]");
const patterns = [...form.querySelectorAll('[name="pattern"]')];
const days = [...form.querySelectorAll(".app-week__day")];
const panel = document.getElementById("worked-out");
const failed = document.getElementById("worked-failed");
const CODES = { s: "supervised", t: "take-home", n: "none" };

// Enter in a box saves: the button for those without scripts would come first.
form.querySelector("[data-work-it-out]").closest("div").remove();

const chosen = () => patterns.find((each) => each.checked);
const own = () => patterns.find((each) => !each.dataset.week);

function choose(radio) {
  radio.checked = true;
  radio.focus();
  radio.dispatchEvent(new Event("change", { bubbles: true }));
}

function showWeek() {
  const week = chosen()?.dataset.week;
  if (!week) return;
  days.forEach((day, index) => {
    day.querySelector(`[value="${CODES[week[index]]}"]`).checked = true;
  });
}

let timer = 0;
let asking = new AbortController();

async function workOut() {
  asking.abort();
  asking = new AbortController();
  panel.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(form.dataset.workedOut, {
      method: "POST",
      body: new FormData(form),
      signal: asking.signal,
      redirect: "error",
    });
    if (!answer.ok) throw new Error(String(answer.status));
    panel.innerHTML = (await answer.json()).panel;
    failed.hidden = true;
  } catch (problem) {
    if (problem.name === "AbortError") return;
    failed.hidden = false;
  }
  panel.setAttribute("aria-busy", "false");
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(workOut, WAIT);
}

form.addEventListener("change", (event) => {
  if (event.target.name === "pattern") showWeek();
  else if (event.target.closest(".app-week__day")) own().checked = true;
});

const COUNTS = /^(pattern|from_on-|review_on-|monday|tuesday|wednesday|thursday|friday|saturday|sunday)/;
for (const kind of ["change", "input"]) {
  form.addEventListener(kind, (event) => {
    if (COUNTS.test(event.target.name)) later();
  });
}

// One key, once the list has the focus: no key of the browser or of a screen reader is taken elsewhere.
form.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.type !== "radio") return;
  const key = event.key.toLowerCase();
  if (event.target.name === "pattern") {
    const radio = patterns.find((each) => each.dataset.key === key);
    if (radio) {
      event.preventDefault();
      choose(radio);
    }
    return;
  }
  const day = event.target.closest(".app-week__day");
  if (day && CODES[key]) {
    event.preventDefault();
    const following = days[days.indexOf(day) + 1];
    choose(day.querySelector(`[value="${CODES[key]}"]`));
    if (following) (following.querySelector(":checked") ?? following.querySelector("input")).focus();
  }
});

showWeek();

// A signature: the lines of a finger, a stylus or the mouse, kept as points within the box and sent with the form.
const STEP = 2;

for (const place of document.querySelectorAll("[data-signs]")) {
  const box = place.querySelector("canvas"), kept = document.getElementById(place.dataset.signs);
  const said = place.querySelector("[role=status]"), pen = box.getContext("2d");
  let lines = [], line = null;
  pen.lineWidth = 5;
  pen.lineCap = pen.lineJoin = "round";

  const show = () => {
    pen.clearRect(0, 0, box.width, box.height);
    for (const each of lines) {
      pen.beginPath();
      each.forEach(([x, y], number) => (number ? pen.lineTo(x, y) : pen.moveTo(x, y)));
      pen.stroke();
    }
  };

  const keep = () => {
    kept.value = lines.length ? JSON.stringify(lines) : "";
  };

  const point = (event) => {
    const at = box.getBoundingClientRect();
    const within = (part, size, whole) => Math.round(Math.min(Math.max(part / size, 0), 1) * whole);
    return [within(event.clientX - at.left, at.width, box.width), within(event.clientY - at.top, at.height, box.height)];
  };

  box.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    event.preventDefault();
    box.setPointerCapture(event.pointerId);
    lines.push((line = [point(event)]));
  });

  box.addEventListener("pointermove", (event) => {
    if (!line) return;
    const [x, y] = point(event), [lastX, lastY] = line[line.length - 1];
    if (Math.hypot(x - lastX, y - lastY) < STEP) return;
    line.push([x, y]);
    show();
  });

  for (const end of ["pointerup", "pointercancel"]) {
    box.addEventListener(end, () => {
      if (!line) return;
      line = null;
      keep();
      said.textContent = "Signed";
    });
  }

  place.querySelector("button").addEventListener("click", () => {
    lines = [];
    keep();
    show();
    said.textContent = "The box is empty";
  });

  if (kept.value) {
    try {
      lines = JSON.parse(kept.value);
      show();
    } catch {
      keep();
    }
  }
}

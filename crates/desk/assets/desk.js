"use strict";
// Everything works without this; it adds a slider over the moments of a race, and keys that step through the marks of a report.
(() => {
  const form = document.querySelector("form.as-of[data-moments]");
  const moments = form ? form.dataset.moments.split(" ").map(Number).filter((at, n, all) => at && at !== all[n - 1]) : [];
  if (moments.length > 1) {
    const now = Number(form.dataset.at) || moments[moments.length - 1];
    const box = document.createElement("div");
    const slide = document.createElement("input");
    const told = document.createElement("output");
    box.className = "slide";
    Object.assign(slide, { type: "range", min: 0, max: moments.length - 1, step: 1 });
    slide.setAttribute("aria-label", "Move through the moments at which something became public");
    slide.value = Math.max(0, moments.filter((at) => at <= now).length - 1);
    const iso = () => new Date(moments[slide.value] * 1000).toISOString().slice(0, 19) + "Z";
    const words = new Intl.DateTimeFormat("en-CA", { dateStyle: "short", timeStyle: "short", hour12: false, timeZone: form.dataset.zone });
    const tell = () => {
      told.value = words.format(new Date(moments[slide.value] * 1000)).replace(",", "");
      slide.setAttribute("aria-valuetext", told.value);
    };
    slide.addEventListener("input", tell);
    slide.addEventListener("change", () => { location.href = form.getAttribute("action") + "?as_of=" + iso(); });
    box.append(slide, told);
    form.append(box);
    tell();
  }
  const marks = [...document.querySelectorAll(".text mark[id]")];
  if (marks.length) {
    // The keys j and k count only while the focus is in the text, so that they are in nobody's way.
    let at = -1;
    document.querySelector(".text").tabIndex = 0;
    document.querySelector(".text").addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const step = { j: 1, k: -1 }[event.key];
      if (!step) return;
      at = (at + step + marks.length) % marks.length;
      location.hash = marks[at].id;
    });
  }
})();

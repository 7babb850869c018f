// Filter, kinds, and the arrow keys in pictures. Everything is readable without it.
(() => {
  "use strict";
  const all = (selector, from = document) => Array.from(from.querySelectorAll(selector));
  const form = document.querySelector("form.filter");
  const words = document.getElementById("words");
  const found = document.getElementById("found");
  const claims = all(".claim");
  const rows = all(".f:not(.claim)");
  const months = all(".month");
  const buttons = all(".kinds button");
  const marks = all(".times a");
  const chosen = { kind: "", from: 0, until: Infinity };
  let texts = null;

  // Lower case without accents, as the program folds names.
  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const prepare = () => {
    texts ??= new Map(claims.concat(rows).map((item) => [item, folded(item.textContent)]));
  };
  const place = new Map(claims.map((item, at) => [item.id, at]));

  const apply = () => {
    const wanted = folded(words.value).split(/\s+/).filter(Boolean);
    if (wanted.length) prepare();
    const fits = (item) => wanted.every((word) => texts.get(item).includes(word));
    const shown = new Set();
    claims.forEach((item, at) => {
      const show = (!chosen.kind || item.dataset.k === chosen.kind) && at >= chosen.from && at < chosen.until && fits(item);
      item.hidden = !show;
      if (show) shown.add(item.id);
    });
    for (const item of rows) item.hidden = (chosen.kind && item.dataset.k && item.dataset.k !== chosen.kind) || !fits(item);
    for (const head of months) head.hidden = !all(".claim", head.nextElementSibling).some((item) => !item.hidden);
    for (const mark of marks) {
      const id = mark.getAttribute("href").slice(1);
      mark.style.opacity = mark.dataset.n || shown.has(id) ? "" : ".12";
    }
    const narrowed = wanted.length || chosen.kind || chosen.until !== Infinity;
    found.textContent = narrowed ? `${shown.size.toLocaleString("en")} of ${claims.length.toLocaleString("en")}` : "";
  };

  const press = (kind) => {
    chosen.kind = kind;
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.k === kind));
  };
  const clear = () => {
    words.value = "";
    press("");
    chosen.from = 0;
    chosen.until = Infinity;
    apply();
  };

  let waiting = 0;
  words.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 120);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    clear();
    words.focus();
  });
  for (const button of buttons)
    button.addEventListener("click", () => {
      press(chosen.kind === button.dataset.k ? "" : button.dataset.k);
      apply();
    });

  // A bar stands for a run of claims of one kind: it narrows the list to them.
  for (const bar of marks.filter((mark) => mark.dataset.n))
    bar.addEventListener("click", () => {
      press(bar.dataset.k);
      chosen.from = place.get(bar.getAttribute("href").slice(1)) ?? 0;
      chosen.until = (place.get(bar.dataset.last) ?? claims.length) + 1;
      apply();
    });

  // A link must reach its claim although the filter hides it.
  addEventListener("hashchange", () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || !target.hidden) return;
    clear();
    target.scrollIntoView();
  });

  // One stop of the tabulator for each picture, arrow keys inside it.
  for (const picture of all("svg.marks")) {
    const inside = all("a", picture);
    inside.forEach((mark, at) => mark.setAttribute("tabindex", at ? "-1" : "0"));
    picture.addEventListener("keydown", (event) => {
      const at = inside.indexOf(document.activeElement);
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      const next = event.key === "Home" ? 0 : event.key === "End" ? inside.length - 1 : at + (step ?? NaN);
      if (at < 0 || !(next >= 0 && next < inside.length)) return;
      event.preventDefault();
      inside[at].setAttribute("tabindex", "-1");
      inside[next].setAttribute("tabindex", "0");
      inside[next].focus();
    });
  }
  form.hidden = false;
  for (const list of all(".kinds")) list.hidden = false;
})();

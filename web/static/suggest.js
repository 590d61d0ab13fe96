// Suggestions below the search box while someone types: an ARIA combobox with a list. Without this
// script the box is an ordinary one.
"use strict";

(() => {
  const PAUSE = 120; // ms of quiet before asking
  const input = document.querySelector("input[data-suggest]");
  const list = document.getElementById("suggestions");
  const told = document.getElementById("suggestions-told");
  if (!input || !list || !told) return;

  let timer = 0;
  let asking = null; // what stops the request under way
  let composing = false; // an input method is putting a word together
  let shown = []; // the suggestions in the list
  let active = -1; // which of them the arrow keys have reached; -1 is the box itself

  for (const [name, value] of Object.entries({
    role: "combobox",
    autocomplete: "off",
    "aria-autocomplete": "list",
    "aria-controls": list.id,
    "aria-expanded": "false",
  })) {
    input.setAttribute(name, value);
  }

  function element(tag, className, text) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.textContent = text;
    return made;
  }

  // Offsets count characters as the server does, which is not always as JavaScript does.
  function labelled({ label, highlights }) {
    const letters = Array.from(label);
    const box = element("span", "suggestion-label", "");
    let at = 0;
    for (const [start, end] of highlights) {
      box.append(letters.slice(at, start).join(""));
      box.append(element("mark", "", letters.slice(start, end).join("")));
      at = end;
    }
    box.append(letters.slice(at).join(""));
    return box;
  }

  function option(one, number) {
    const item = element("li", `suggestion suggestion-${one.kind}`, "");
    item.id = `suggestion-${number}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    const articles = one.count > 1 ? ` · ${one.count} ${list.dataset.articles}` : "";
    const kind = element("span", "suggestion-kind", list.dataset[one.kind] + articles);
    item.append(labelled(one), " ", kind);
    item.addEventListener("click", () => follow(number));
    return item;
  }

  function show(suggestions) {
    shown = suggestions;
    list.replaceChildren(...shown.map(option));
    list.hidden = shown.length === 0;
    list.scrollTop = 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    reach(-1);
    told.textContent = list.hidden ? list.dataset.none : `${list.getAttribute("aria-label")}: ${shown.length}`;
  }

  function close() {
    clearTimeout(timer);
    asking?.abort();
    asking = null;
    show([]);
    told.textContent = "";
  }

  function reach(number) {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = number;
    const item = list.children[active];
    item?.setAttribute("aria-selected", "true");
    item?.scrollIntoView({ block: "nearest" });
    if (item) input.setAttribute("aria-activedescendant", item.id);
    else input.removeAttribute("aria-activedescendant");
  }

  function follow(number) {
    const { url } = shown[number];
    close();
    window.location.assign(url);
  }

  async function ask() {
    asking?.abort();
    const mine = new AbortController();
    asking = mine;
    try {
      const address = `${input.dataset.suggest}?${new URLSearchParams({ q: input.value })}`;
      const answer = await fetch(address, { signal: mine.signal });
      const found = answer.ok ? (await answer.json()).suggestions : [];
      if (asking === mine && document.activeElement === input) show(found);
    } catch {
      if (asking === mine) close(); // No suggestions hinder nobody.
    }
  }

  function soon() {
    clearTimeout(timer);
    if (composing) return;
    if (input.value.trim()) timer = setTimeout(ask, PAUSE);
    else close();
  }

  input.addEventListener("compositionstart", () => {
    composing = true;
    clearTimeout(timer);
  });
  input.addEventListener("compositionend", () => {
    composing = false;
    soon();
  });
  input.addEventListener("input", soon);
  input.addEventListener("blur", close);
  input.form.addEventListener("submit", close);
  // A press must not take the focus from the box, or the list is gone before it counts.
  list.addEventListener("mousedown", (event) => event.preventDefault());

  input.addEventListener("keydown", (event) => {
    if (event.isComposing || composing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      // One place more than there are suggestions: the box itself, between last and first.
      const places = shown.length + 1;
      if (shown.length) reach(((active + 1 + step + places) % places) - 1);
      else if (input.value.trim()) ask();
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      follow(active);
    } else if (event.key === "Escape" && shown.length) {
      event.preventDefault();
      close();
    }
  });
})();

"use strict";
// Sorting, filtering and the choice of a period in tables, kept in the address so that it can be shared; every page
// reads the same without it.
const language = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });
const state = new URLSearchParams();
const sorters = new Map();
const printed = new Map();
const finders = [];
const whole = document.querySelector("[data-periods]")?.dataset.periods.split(" ")[0];

function keep(name, value) {
  if (value) state.set(name, value); else state.delete(name);
  history.replaceState(null, "", `${state}` ? `#${state}` : location.pathname + location.search);
}

function sort(table, column, falls) {
  const heads = Array.from(table.tHead.rows[0].cells);
  const head = heads[column];
  const value = ({ cells: { [column]: cell } }) => cell.getAttribute(`data-value-${state.get("period")}`) ?? cell.dataset.value ?? cell.textContent.trim();
  const order = head.dataset.sort === "number" ? (a, b) => Number(value(a)) - Number(value(b)) : (a, b) => language.compare(value(a), value(b));
  for (const other of heads) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", falls ? "descending" : "ascending");
  // What is too small to be ranked stays below what is not.
  const small = (row) => Number(row.classList.contains("small"));
  const rows = Array.from(table.tBodies[0].rows).sort((a, b) => small(a) - small(b) || (falls ? order(b, a) : order(a, b)));
  table.tBodies[0].append(...rows);
}

function resort() {
  for (const table of sorters.values()) {
    const head = table.querySelector("[aria-sort]");
    if (head) sort(table, head.cellIndex, head.getAttribute("aria-sort") === "descending");
  }
}

// As it was printed.
function unsort(table) {
  for (const head of table.querySelectorAll("[aria-sort]")) head.removeAttribute("aria-sort");
  table.tBodies[0].append(...printed.get(table));
}

// What holds data-period is shown for that period alone; columns that count the whole window only with the whole window.
function count(period) {
  for (const part of document.querySelectorAll("[data-period]")) part.hidden = part.dataset.period !== period;
  for (const button of document.querySelectorAll(".periods button")) button.setAttribute("aria-pressed", button.value === period);
  for (const table of document.querySelectorAll(".ranking")) table.classList.toggle("lately", period !== whole);
}

for (const table of document.querySelectorAll("table[data-sortable]")) {
  const name = `sort-${table.id || table.closest("[aria-labelledby]")?.getAttribute("aria-labelledby")}`;
  sorters.set(name, table);
  printed.set(table, Array.from(table.tBodies[0].rows));
  Array.from(table.tHead.rows[0].cells).forEach((head, column) => {
    if (!head.dataset.sort) return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const now = head.getAttribute("aria-sort");
      const falls = now ? now === "ascending" : head.dataset.sort === "number" && column > 0;
      sort(table, column, falls);
      keep(name, `${column + 1}-${falls ? "falling" : "rising"}`);
    });
  });
}

for (const place of document.querySelectorAll("[data-periods]")) {
  const words = place.dataset.words.split("|");
  place.dataset.periods.split(" ").forEach((period, at) => {
    const button = document.createElement("button");
    button.type = "button";
    button.value = period;
    button.textContent = words[at];
    button.setAttribute("aria-pressed", at === 0);
    button.addEventListener("click", () => { keep("period", at ? period : ""); count(period); resort(); });
    place.append(button);
  });
}

for (const place of document.querySelectorAll("[data-filter]")) {
  const rows = Array.from(document.querySelectorAll(`#${place.dataset.table} tbody tr`));
  const field = document.createElement("input");
  field.type = "search";
  field.placeholder = place.dataset.filter;
  field.setAttribute("aria-label", place.dataset.filter);
  const choice = document.createElement("select");
  choice.setAttribute("aria-label", place.dataset.choose);
  const words = place.dataset.words.split("|");
  place.dataset.kinds.split(" ").forEach((kind, at) => choice.append(new Option(words[at], kind)));
  const told = document.createElement("output");
  const apply = () => {
    const wanted = field.value.trim().toLowerCase();
    for (const row of rows) {
      const said = Array.from(row.querySelectorAll("th, .care"), (part) => part.textContent).join(" ");
      row.hidden = !said.toLowerCase().includes(wanted) || !` ${row.dataset.kinds} `.includes(choice.value && ` ${choice.value} `);
    }
    told.textContent = wanted || choice.value ? `${rows.filter((row) => !row.hidden).length} / ${rows.length}` : "";
  };
  field.addEventListener("input", () => { keep("find", field.value.trim()); apply(); });
  choice.addEventListener("change", () => { keep("show", choice.value); apply(); });
  finders.push({ field, choice, apply });
  place.append(field, choice, told);
}

// The page as its address says; a plain anchor only leads somewhere.
function recall() {
  if (location.hash && !location.hash.includes("=")) return;
  const asked = new URLSearchParams(location.hash.slice(1));
  for (const name of Array.from(state.keys())) state.delete(name);
  for (const [name, value] of asked) state.set(name, value);
  const periods = Array.from(document.querySelectorAll(".periods button"), (button) => button.value);
  if (periods.length) count(periods.includes(asked.get("period")) ? asked.get("period") : whole);
  for (const { field, choice, apply } of finders) {
    field.value = asked.get("find") ?? "";
    choice.value = Array.from(choice.options).some(({ value }) => value === asked.get("show")) ? asked.get("show") : "";
    apply();
  }
  for (const [name, table] of sorters) {
    const [, column, way] = /^(\d+)-(falling|rising)$/.exec(asked.get(name)) ?? [];
    if (table.tHead.rows[0].cells[column - 1]?.dataset.sort) sort(table, column - 1, way === "falling"); else unsort(table);
  }
}
recall();
addEventListener("hashchange", recall);

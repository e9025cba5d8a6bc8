"use strict";
// Sorting and filtering of tables; every page reads the same without it.
for (const table of document.querySelectorAll("table[data-sortable]")) {
  const body = table.tBodies[0];
  const heads = Array.from(table.tHead.rows[0].cells);
  heads.forEach((head, column) => {
    if (!head.dataset.sort) return;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.textContent = "";
    head.append(button);
    button.addEventListener("click", () => {
      const numeric = head.dataset.sort === "number";
      const falls = head.getAttribute("aria-sort") ? head.getAttribute("aria-sort") === "ascending" : numeric && column > 0;
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", falls ? "descending" : "ascending");
      const value = (row) => row.cells[column].dataset.value ?? row.cells[column].textContent.trim();
      const order = (a, b) => numeric ? Number(value(a)) - Number(value(b)) : value(a).localeCompare(value(b));
      const rows = Array.from(body.rows).sort((a, b) => falls ? order(b, a) : order(a, b));
      body.append(...rows);
    });
  });
}
for (const place of document.querySelectorAll("[data-filter]")) {
  const field = document.createElement("input");
  field.type = "search";
  field.placeholder = place.dataset.filter;
  field.setAttribute("aria-label", place.dataset.filter);
  field.addEventListener("input", () => {
    const wanted = field.value.trim().toLowerCase();
    for (const row of document.querySelectorAll("table[data-sortable] tbody tr")) {
      row.hidden = !row.textContent.toLowerCase().includes(wanted);
    }
  });
  place.append(field);
}

// Makes the tables that ask for it sort by any column; without scripts they stay as they were made.
"use strict";
for (const table of document.querySelectorAll("table.sorts")) {
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const heads = [...table.tHead.rows[0].cells];
  const value = (row, column) => row.cells[column].dataset.value ?? row.cells[column].textContent.trim();

  // What is not known comes last, whichever way; equal ones stay in the order that they were made in.
  const sort = (column, ascending) => {
    const number = heads[column].classList.contains("number");
    const order = (a, b) => {
      const [x, y] = [value(a, column), value(b, column)];
      if (x === "" || y === "") {
        return (x === "") - (y === "");
      }
      const difference = number ? x - y : x.localeCompare(y, "en");
      return ascending ? difference : -difference;
    };
    body.append(...[...rows].sort(order));
    heads.forEach((head) => head.removeAttribute("aria-sort"));
    heads[column].setAttribute("aria-sort", ascending ? "ascending" : "descending");
  };

  heads.forEach((head, column) => {
    if (head.dataset.fixed !== undefined) {
      return;
    }
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    const first = !head.classList.contains("number") || head.dataset.first === "ascending";
    button.addEventListener("click", () => {
      const now = head.getAttribute("aria-sort");
      sort(column, now === null ? first : now === "descending");
    });
  });
}

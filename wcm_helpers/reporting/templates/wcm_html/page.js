/* Sort and search tables, and mark in the contents what is being read. Without it the page is whole. */
"use strict";
(() => {
  const words = document.body.dataset;
  const order = new Intl.Collator(document.documentElement.lang, { numeric: true });

  function compare(one, other, column, sign) {
    const [a, b] = [one.cells[column], other.cells[column]];
    const [x, y] = [a.dataset.value, b.dataset.value];
    if (x !== undefined && y !== undefined) return sign * (x - y);
    if (x !== undefined || y !== undefined) return x !== undefined ? -1 : 1; // without a value comes last
    return sign * order.compare(a.textContent, b.textContent);
  }

  function sort(table, head) {
    const column = head.cellIndex;
    const numbers = head.classList.contains("wcm-num");
    const before = head.getAttribute("aria-sort");
    const up = before ? before === "descending" : !numbers;
    for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    const body = table.tBodies[0];
    const totals = [...body.rows].filter((row) => row.classList.contains("wcm-total"));
    const rows = [...body.rows].filter((row) => !row.classList.contains("wcm-total"));
    rows.sort((one, other) => compare(one, other, column, up ? 1 : -1));
    body.append(...rows, ...totals);
  }

  function search(table, text, count) {
    const folded = (some) => some.normalize("NFKC").toLowerCase().trim();
    const wanted = folded(text);
    let shown = 0;
    for (const row of table.tBodies[0].rows) {
      row.hidden = ![...row.cells].some((cell) => folded(cell.textContent).includes(wanted));
      shown += !row.hidden;
    }
    count.textContent = wanted ? words.shown.replace("{n}", shown) : "";
  }

  function element(name, className, text) {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  }

  for (const table of document.querySelectorAll(".wcm-sortable table")) {
    for (const head of table.tHead.rows[0].cells) {
      if (head.classList.contains("wcm-trend")) continue;
      const button = element("button", "wcm-sort", head.textContent);
      button.type = "button";
      button.addEventListener("click", () => sort(table, head));
      head.replaceChildren(button);
    }
    if (table.tBodies[0].rows.length < 16) continue;
    const line = element("p", "wcm-search", "");
    const label = element("label", "", words.search + " ");
    const field = document.createElement("input");
    const count = element("span", "", "");
    field.type = "search";
    count.setAttribute("role", "status");
    field.addEventListener("input", () => search(table, field.value, count));
    label.append(field);
    line.append(label, count);
    table.closest(".wcm-table").prepend(line);
  }

  const links = new Map();
  for (const link of document.querySelectorAll(".wcm-contents a")) {
    const target = document.getElementById(link.hash.slice(1));
    if (target) links.set(target, link);
  }
  function follow() {
    let current = null;
    for (const [target, link] of links) {
      link.removeAttribute("aria-current");
      if (target.getBoundingClientRect().top < innerHeight / 3) current = link;
    }
    if (!current) return;
    current.setAttribute("aria-current", "true");
    const box = current.closest("nav");
    if (box.scrollHeight > box.clientHeight) {
      const [inner, outer] = [current.getBoundingClientRect(), box.getBoundingClientRect()];
      if (inner.top < outer.top || inner.bottom > outer.bottom) box.scrollTop += inner.top - outer.top - 40;
    }
  }
  let waiting = false;
  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; follow(); });
  }, { passive: true });
  follow();
})();

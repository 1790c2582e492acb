for (const table of document.querySelectorAll('table.sortable')) {
  const body = table.tBodies[0], heads = [...table.tHead.rows[0].cells];
  const value = (row, i) => row.cells[i].dataset.v ?? row.cells[i].textContent.trim();
  heads.forEach((head, i) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener('click', () => {
      const down = head.getAttribute('aria-sort') === 'ascending';
      heads.forEach(it => it.removeAttribute('aria-sort'));
      head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      const numeric = head.classList.contains('num');
      const rows = [...body.rows].map(row => [value(row, i), row]);
      rows.sort(([a], [b]) => numeric ? a - b : a.localeCompare(b, document.documentElement.lang));
      if (down) rows.reverse();
      body.append(...rows.map(([, row]) => row));
    });
  });
  const find = document.querySelector('input.find');
  if (find) {
    find.parentElement.hidden = false;
    find.addEventListener('input', () => {
      const wanted = find.value.trim().toLowerCase();
      for (const row of body.rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
    });
  }
}

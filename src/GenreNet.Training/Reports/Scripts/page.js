'use strict';
// Adds sorting and filtering to tables, and selection to parallel coordinates. The page is complete without it.
(() => {
  const make = (name, properties) => Object.assign(document.createElement(name), properties);
  const valueOf = cell => cell.dataset.value === undefined ? NaN : Number(cell.dataset.value);

  function addSorting(table) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = make('button', { type: 'button', textContent: head.textContent, title: 'Sort' });
      head.textContent = '';
      head.append(button);
      button.addEventListener('click', () => {
        // Numbers start with the largest, texts with the first letter.
        const first = head.classList.contains('number') ? 'descending' : 'ascending';
        const now = head.getAttribute('aria-sort');
        const order = now === null ? first : now === 'ascending' ? 'descending' : 'ascending';
        heads.forEach(other => other.removeAttribute('aria-sort'));
        head.setAttribute('aria-sort', order);
        const sign = order === 'ascending' ? 1 : -1;
        const rows = [...table.tBodies[0].rows].map((row, index) => ({ row, index, cell: row.cells[column] }));
        rows.sort((a, b) => {
          const [x, y] = [valueOf(a.cell), valueOf(b.cell)];
          if (Number.isNaN(x) !== Number.isNaN(y)) {
            return Number.isNaN(x) ? 1 : -1;
          }
          const difference = Number.isNaN(x) ? a.cell.textContent.localeCompare(b.cell.textContent, 'en', { numeric: true }) : x - y;
          return difference * sign || a.index - b.index;
        });
        table.tBodies[0].append(...rows.map(entry => entry.row));
      });
    });
  }

  // Words that a row must contain. "accuracy>70" and "network:cnn" refer to a column by the start of its name.
  function conditionOf(word, names) {
    const parts = /^([^:<>=]+)(<=|>=|<|>|:|=)(.+)$/.exec(word);
    const column = parts ? names.findIndex(name => name.replaceAll(' ', '').startsWith(parts[1])) : -1;
    if (column < 0) {
      return row => row.textContent.toLowerCase().includes(word);
    }
    const [, , sign, text] = parts;
    const limit = Number(text.replace('%', ''));
    return row => {
      const cell = row.cells[column];
      const value = cell.textContent.includes('%') ? valueOf(cell) * 100 : valueOf(cell);
      switch (sign) {
        case '<': return value < limit;
        case '>': return value > limit;
        case '<=': return value <= limit;
        case '>=': return value >= limit;
        default: return cell.textContent.toLowerCase().includes(text);
      }
    };
  }

  function addFilter(table, scroll) {
    const names = [...table.tHead.rows[0].cells].map(head => head.textContent.toLowerCase());
    const field = make('input', { type: 'search', placeholder: 'cnn accuracy>70 seed:42', autocomplete: 'off', spellcheck: false });
    const count = make('output', {});
    const label = make('label', { className: 'filter', textContent: 'Filter ' });
    label.append(field, ' ', count);
    scroll.before(label);
    field.addEventListener('input', () => {
      const conditions = field.value.toLowerCase().split(/\s+/).filter(word => word).map(word => conditionOf(word, names));
      let shown = 0;
      for (const row of table.tBodies[0].rows) {
        row.hidden = !conditions.every(condition => condition(row));
        shown += row.hidden ? 0 : 1;
      }
      count.textContent = conditions.length === 0 ? '' : `${shown} of ${table.tBodies[0].rows.length} rows`;
    });
  }

  function addSelection(figure) {
    const svg = figure.querySelector('svg');
    const axes = [...svg.querySelectorAll('line[data-key]')].map(line => ({
      name: line.dataset.key, x: Number(line.getAttribute('x1')), top: Number(line.getAttribute('y1')), bottom: Number(line.getAttribute('y2')), range: null,
    }));
    const lines = [...svg.querySelectorAll('path[data-key]')].map(path => ({
      path,
      key: path.dataset.key,
      text: path.querySelector('title')?.textContent ?? '',
      ys: path.getAttribute('d').slice(1).split('L').map(point => Number(point.split(' ')[1])),
    }));
    const rows = new Map([...document.querySelectorAll('tr[data-key]')].map(row => [row.dataset.key, row]));
    const status = make('p', { className: 'note' });
    status.setAttribute('role', 'status');
    const help = 'Drag along an axis to select lines; click the axis to clear it. Keyboard: Tab to an axis, arrow keys move the selection, with Shift its upper end, Escape clears it.';
    const clear = make('button', { type: 'button', textContent: 'Clear selection', hidden: true });
    figure.append(status, clear);
    svg.setAttribute('role', 'group');

    const selected = line => axes.every((axis, i) => !axis.range || (line.ys[i] >= axis.range[0] - 0.05 && line.ys[i] <= axis.range[1] + 0.05));
    let pointed = null;
    function show() {
      const isLimited = axes.some(axis => axis.range);
      const chosen = lines.filter(selected);
      for (const line of lines) {
        const isChosen = chosen.includes(line);
        line.path.classList.toggle('away', !isChosen || (pointed !== null && pointed !== line));
        line.path.classList.toggle('near', pointed === line);
        const row = rows.get(line.key);
        row?.classList.toggle('away', !isChosen);
        row?.classList.toggle('near', pointed === line);
      }
      for (const axis of axes) {
        const [low, high] = axis.range ?? [axis.bottom, axis.bottom];
        axis.brush.setAttribute('y', low);
        axis.brush.setAttribute('height', Math.max(0, high - low));
        axis.brush.style.display = axis.range ? '' : 'none';
        axis.area.setAttribute('aria-valuenow', Math.round(100 * (axis.bottom - (axis.range?.[1] ?? axis.bottom)) / (axis.bottom - axis.top)));
        axis.area.setAttribute('aria-valuetext', axis.range
          ? `${chosen.length} of ${lines.length} trials selected`
          : 'no selection');
      }
      clear.hidden = !isLimited;
      status.textContent = pointed ? pointed.text : isLimited ? `${chosen.length} of ${lines.length} trials selected.` : help;
    }

    const element = (name, attributes) => {
      const created = document.createElementNS('http://www.w3.org/2000/svg', name);
      for (const [key, value] of Object.entries(attributes)) {
        created.setAttribute(key, value);
      }
      return created;
    };
    for (const axis of axes) {
      const height = axis.bottom - axis.top;
      axis.brush = element('rect', { x: axis.x - 7, width: 14, y: axis.bottom, height: 0, class: 'brush' });
      axis.area = element('rect', {
        x: axis.x - 16, y: axis.top - 4, width: 32, height: height + 8, class: 'axis', tabindex: 0,
        role: 'slider', 'aria-orientation': 'vertical', 'aria-label': `Select by ${axis.name}`, 'aria-valuemin': 0, 'aria-valuemax': 100,
      });
      svg.append(axis.brush, axis.area);
      const place = event => {
        const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
        return Math.min(axis.bottom, Math.max(axis.top, point.y));
      };
      let start = null;
      axis.area.addEventListener('pointerdown', event => {
        axis.area.setPointerCapture(event.pointerId);
        start = place(event);
        axis.range = null;
        pointed = null;
        show();
      });
      axis.area.addEventListener('pointermove', event => {
        if (start !== null && Math.abs(place(event) - start) > 2) {
          axis.range = [Math.min(start, place(event)), Math.max(start, place(event))];
          show();
        }
      });
      axis.area.addEventListener('pointerup', () => { start = null; });
      axis.area.addEventListener('pointercancel', () => { start = null; });
      axis.area.addEventListener('keydown', event => {
        const step = height / 20 * (event.key === 'ArrowUp' ? -1 : 1);
        if (event.key === 'Escape') {
          axis.range = null;
        } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
          // The first key selects the upper quarter.
          const [low, high] = axis.range ?? [axis.top - step, axis.top + (height / 4) - step];
          const next = event.shiftKey ? [low + step, high] : [low + step, high + step];
          axis.range = [Math.min(axis.bottom, Math.max(axis.top, next[0])), Math.min(axis.bottom, Math.max(axis.top, next[1]))];
        } else {
          return;
        }
        event.preventDefault();
        show();
      });
    }
    clear.addEventListener('click', () => {
      axes.forEach(axis => { axis.range = null; });
      show();
    });
    const point = line => () => { pointed = line; show(); };
    for (const line of lines) {
      line.path.addEventListener('pointerenter', point(line));
      line.path.addEventListener('pointerleave', point(null));
      const row = rows.get(line.key);
      if (row) {
        row.tabIndex = 0;
        row.addEventListener('pointerenter', point(line));
        row.addEventListener('pointerleave', point(null));
        row.addEventListener('focus', point(line));
        row.addEventListener('blur', point(null));
      }
    }
    show();
  }

  document.addEventListener('DOMContentLoaded', () => {
    for (const table of document.querySelectorAll('table[data-sortable]')) {
      if (table.dataset.sortable === 'filter') {
        addFilter(table, table.closest('.scroll'));
      }
      addSorting(table);
    }
    document.querySelectorAll('figure.parallel').forEach(addSelection);
  });
})();

// What the critics of a run do to its policy: their weights, their shares in its update, and how far their gradients
// agree.

import { fill, h, text } from './dom.js';
import { role, shortName, value } from './format.js';
import { weightForm } from './weight-form.js';

const SHARE = 'learner/gradientShare.';
const COSINE = 'learner/gradientCosine.';

export class CriticsPanel {
  #rows = new Map();
  #names = [];
  #cells = new Map();

  /** @param store the run's series */
  constructor(run, colors, store, { focus, changed }) {
    this.run = run;
    this.colors = colors;
    this.store = store;
    this.focus = focus;
    this.changed = changed;
    this.list = h('ul.critics');
    this.matrix = h('div.matrix');
    this.element = h('section.card', { id: 'critics', 'aria-label': 'Critics', hidden: true }, h('header', h('h2', 'Critics')), this.list, this.matrix);
  }

  set(slots) {
    const critics = slots.filter((slot) => role(slot.path) === 'critics');
    const names = critics.map((slot) => shortName(slot.path));
    if (names.join() !== this.#names.join()) this.#build(critics, names);
    for (const slot of critics) this.#rows.get(shortName(slot.path)).weigh(slot.weight);
    this.element.hidden = critics.length === 0;
    this.touch();
  }

  #build(critics, names) {
    this.#names = names;
    this.#rows.clear();
    fill(this.list, critics.map((slot) => this.#row(slot)));
    this.#cells.clear();
    fill(this.matrix, names.length > 1 && [h('h3', 'Agreement of gradients'), this.#table(names)]);
  }

  #row(slot) {
    const name = shortName(slot.path);
    const bar = h('i', { style: { background: `var(${this.colors.variable(slot.path)})` } });
    const share = h('span.number');
    const form = weightForm(this.run, slot.path, slot.weight, { changed: this.changed });
    this.#rows.set(name, {
      /** A number that somebody is typing stays. */
      weigh(weight) {
        if (document.activeElement !== form.input) form.input.value = String(weight);
      },
      share(found) {
        bar.style.width = `${found === null ? 0 : Math.min(100, 100 * Math.abs(found))}%`;
        bar.dataset.against = String(found !== null && found < 0);
        text(share, found === null ? '' : `${value(100 * found, 3)} %`);
      },
    });
    return h(
      'li',
      { onmouseenter: () => this.focus(slot.path), onmouseleave: () => this.focus(null) },
      h('span.name', h('i.dot', { style: { background: `var(${this.colors.variable(slot.path)})` } }), name),
      h('span.share', { title: 'Share in the policy’s update: how much of it is this critic’s doing; all shares sum to 1' }, h('span.bar', bar), share),
      form,
    );
  }

  /** Cosines between each two; below the diagonal, for it is the same on both sides. */
  #table(names) {
    const columns = names.slice(0, -1);
    return h(
      'table',
      h('thead', h('tr', h('td'), columns.map((name) => h('th', { scope: 'col' }, name)))),
      h('tbody', names.slice(1).map((row, index) =>
        h('tr', h('th', { scope: 'row' }, row), columns.map((column, at) => (at <= index ? this.#cell(row, column) : h('td')))))),
    );
  }

  #cell(row, column) {
    const cell = h('td.cosine', { title: `Cosine between the gradients of ${row} and ${column}: below 0 they pull apart` });
    this.#cells.set(cell, [`${COSINE}${column}.${row}`, `${COSINE}${row}.${column}`]);
    return cell;
  }

  /** New numbers have come. */
  touch() {
    for (const [name, row] of this.#rows) row.share(this.#last(SHARE + name));
    let known = 0;
    for (const [cell, names] of this.#cells) {
      const cosine = this.#last(names[0]) ?? this.#last(names[1]);
      if (cosine === null) continue;
      known++;
      text(cell, value(cosine, 2));
      const tone = cosine < 0 ? 'var(--bad)' : 'var(--good)';
      cell.style.background = `color-mix(in srgb, ${tone} ${Math.round(30 * Math.min(1, Math.abs(cosine)))}%, transparent)`;
    }
    this.matrix.hidden = known === 0;
  }

  #last(name) {
    const values = this.store.all.get(name)?.values;
    const last = values?.length ? values[values.length - 1] : null;
    return last !== null && Number.isFinite(last) ? last : null;
  }
}

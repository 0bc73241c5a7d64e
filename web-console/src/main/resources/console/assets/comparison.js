// Two parts that share a slot, side by side: what each says and how well each learns on one axis of updates, how far
// they agree, and what can be decided.

import { Chart } from './chart.js';
import { onScheme } from './colors.js';
import { fill, h, icon, text } from './dom.js';
import { value, whole } from './format.js';
import { isShared, sharedUntil } from './tickets.js';
import { promote, rollBack } from './ticket-dialog.js';

const AGREEMENT = new Set(['correlation', 'difference']);
const FIGURES = {
  correlation: ['Correlation', 'Whether both order the rows of a batch alike: 1 alike, 0 unrelated, −1 the other way round'],
  difference: ['Difference', 'How far both are apart in a row: the root of the mean square'],
};
const REDRAW_MILLIS = 250;

/** What the charts of one comparison share: they begin where the newcomer came. */
class Stage {
  smoothing = 0;
  axis = 'updates';

  constructor(key, store, colors, ticket, link) {
    Object.assign(this, { key, store, colors, ticket, link });
  }

  range() {
    const { update } = this.ticket;
    return [update, Math.max(update + 1, this.last())];
  }

  last() {
    let last = 0;
    for (const { updates } of this.store.all.values()) if (updates.length > 0) last = Math.max(last, updates[updates.length - 1]);
    return Math.min(last, sharedUntil(this.ticket));
  }

  zoom() {}

  focus() {}

  marks() {
    return [];
  }
}

/** One ticket's comparison. */
class Comparison {
  #charts = new Map();
  #figures = new Map();

  constructor(run, store, colors, ticket, decided, link) {
    this.ticket = ticket;
    this.store = store;
    this.stage = new Stage(`shared-${run}-${ticket.id}`, store, colors, ticket, link);
    this.figures = h('dl.agreement');
    this.charts = h('div.charts');
    this.waiting = h('p.sub', 'Numbers of both appear with the next update.');
    const act = async (action) => {
      if (await action(ticket)) decided();
    };
    this.element = h(
      'section.card.comparison',
      { 'aria-label': `Two parts in ${ticket.slot}`, 'data-ticket': String(ticket.id) },
      h('header', h('h2', `Two parts in ${ticket.slot}`), h('span.badge', ticket.change.mode), h('span.spring'),
        h('button', { type: 'button', 'data-action': 'drop', onclick: () => act(rollBack) }, icon('undo'), h('span', 'Drop')),
        h('button.primary', { type: 'button', 'data-action': 'promote', onclick: () => act(promote) }, icon('check'), h('span', 'Promote'))),
      h('p.sides',
        h('span', h('i.line'), ' ', h('strong', ticket.from), ticket.change.mode === 'blend' ? ' counts less and less' : ' counts'),
        h('span', h('i.line.dashed'), ' ', h('strong', ticket.to), ticket.change.mode === 'distill' ? ' is fitted to it' : ' learns beside it'),
        h('span.sub', `until update ${whole(sharedUntil(ticket))}`)),
      this.figures,
      this.waiting,
      this.charts,
    );
  }

  /** The metrics of both parts, those of the newcomer last; what only one of them reports says nothing. */
  #metrics() {
    const all = [...this.store.all.values()].filter((series) => series.slot === this.ticket.slot && this.#since(series));
    const metrics = new Map();
    for (const series of all) {
      if (AGREEMENT.has(series.metric)) continue;
      metrics.set(series.metric, [...(metrics.get(series.metric) ?? []), series]);
    }
    for (const [metric, list] of metrics) {
      const both = list.some((one) => one.newcomer) && list.some((one) => !one.newcomer);
      if (both) list.sort((a, b) => a.newcomer - b.newcomer);
      else metrics.delete(metric);
    }
    return metrics;
  }

  #since({ updates }) {
    return updates.length > 0 && updates[updates.length - 1] >= this.ticket.update;
  }

  /** Series may have come or gone. */
  rebuild() {
    const metrics = this.#metrics();
    for (const [metric, chart] of this.#charts) {
      if (metrics.has(metric)) continue;
      chart.destroy();
      this.#charts.delete(metric);
    }
    const order = (metric) => ['output', 'loss'].indexOf(metric) + 1 || 3;
    const sorted = [...metrics.keys()].sort((a, b) => order(a) - order(b));
    for (const metric of sorted) if (!this.#charts.has(metric)) this.#charts.set(metric, new Chart(metric, this.stage));
    const elements = sorted.map((metric) => this.#charts.get(metric).element);
    if (elements.some((element, index) => this.charts.children[index] !== element)) fill(this.charts, elements);
    for (const metric of sorted) this.#charts.get(metric).rebuild(metrics.get(metric));
    this.waiting.hidden = sorted.length > 0;
    this.#rebuildFigures();
  }

  #rebuildFigures() {
    const all = [...this.store.all.values()].filter((series) => series.slot === this.ticket.slot && series.newcomer && AGREEMENT.has(series.metric) && this.#since(series));
    const names = all.map((one) => one.name);
    if (names.join() !== [...this.#figures.keys()].join()) {
      this.#figures.clear();
      fill(this.figures, all.map((series) => {
        const [title, explained] = FIGURES[series.metric];
        const number = h('dd');
        this.#figures.set(series.name, number);
        return h('div.figure', { title: explained }, h('dt', `${title} of ${series.owner}`), number);
      }));
    }
    this.figures.hidden = all.length === 0;
    this.touch();
  }

  /** New numbers have come. */
  touch() {
    for (const [name, number] of this.#figures) text(number, value(this.store.all.get(name)?.values.at(-1) ?? NaN));
    this.#charts.forEach((chart) => chart.refresh());
  }

  destroy() {
    this.#charts.forEach((chart) => chart.destroy());
    this.element.remove();
  }
}

/** The comparisons of all slots that two parts share now. */
export class Comparisons {
  #shown = new Map();
  #dirty = false;

  constructor(run, store, colors, { link, decided }) {
    Object.assign(this, { run, store, colors, link, decided });
    this.element = h('div.comparisons');
    this.timer = setInterval(() => this.#draw(), REDRAW_MILLIS);
    this.unwatch = onScheme(() => this.rebuild());
  }

  set(tickets) {
    const shared = tickets.filter(isShared);
    for (const [id, comparison] of this.#shown) {
      if (shared.some((ticket) => ticket.id === id)) continue;
      comparison.destroy();
      this.#shown.delete(id);
    }
    for (const ticket of shared) {
      if (this.#shown.has(ticket.id)) continue;
      const comparison = new Comparison(this.run, this.store, this.colors, ticket, this.decided, this.link);
      this.#shown.set(ticket.id, comparison);
      this.element.append(comparison.element);
      comparison.rebuild();
    }
    this.element.hidden = this.#shown.size === 0;
  }

  rebuild() {
    this.#shown.forEach((comparison) => comparison.rebuild());
  }

  touch() {
    this.#dirty = this.#shown.size > 0;
  }

  #draw() {
    if (!this.#dirty || document.hidden) return;
    this.#dirty = false;
    this.#shown.forEach((comparison) => comparison.touch());
  }

  destroy() {
    clearInterval(this.timer);
    this.unwatch();
    this.#shown.forEach((comparison) => comparison.destroy());
  }
}

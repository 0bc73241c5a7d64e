// All charts of a page: one for each metric name, with a common axis, cursor, range and smoothing.

import { Chart } from './chart.js';
import { onScheme } from './colors.js';
import { fill, h, text } from './dom.js';
import { role, words } from './format.js';
import { changed, fate } from './tickets.js';

const REDRAW_MILLIS = 250;
const FIRST = ['return', 'coverage', 'control', 'violationRate', 'loss', 'weight'];
const SMOOTHING = 'polycritic.smoothing';
const AXIS = 'polycritic.axis';

export class Board {
  smoothing = Number(localStorage.getItem(SMOOTHING) ?? 0);
  axis = localStorage.getItem(AXIS) === 'updates' ? 'updates' : 'steps';
  #charts = new Map();
  #visible = new Set();
  #range = null;
  #tickets = [];
  #filter = '';
  #dirty = false;

  /**
   * @param key what charts with a common cursor share
   * @param link gives the address of the numbers behind series, by their names
   * @param openTicket is called with the ticket of a marker
   */
  constructor(key, store, colors, { link, openTicket = () => {} }) {
    this.key = key;
    this.store = store;
    this.colors = colors;
    this.link = link;
    this.openTicket = openTicket;
    this.grid = h('div.charts');
    this.nothing = h('p.empty', 'No metrics yet. They appear with the first update.');
    this.element = h('section', { id: 'charts', 'aria-label': 'Charts' }, this.#toolbar(), this.grid, this.nothing);
    this.seen = new IntersectionObserver((entries) => this.#see(entries), { rootMargin: '120px' });
    this.unwatch = onScheme(() => this.rebuild());
    this.timer = setInterval(() => this.#draw(), REDRAW_MILLIS);
  }

  #toolbar() {
    const shown = h('output', this.smoothing.toFixed(2));
    const slider = h('input', {
      type: 'range', min: '0', max: '0.99', step: '0.01', value: String(this.smoothing), 'aria-label': 'Smoothing',
      oninput: (event) => {
        const before = this.smoothing;
        this.smoothing = Number(event.target.value);
        localStorage.setItem(SMOOTHING, String(this.smoothing));
        text(shown, this.smoothing.toFixed(2));
        if (before > 0 === this.smoothing > 0) this.#charts.forEach((chart) => chart.refresh());
        else this.rebuild();
      },
    });
    const choice = (axis) =>
      h('label', h('input', { type: 'radio', name: 'axis', value: axis, checked: this.axis === axis, onchange: () => this.#setAxis(axis) }), h('span', words(axis)));
    this.whole = h('button', { type: 'button', disabled: true, onclick: () => this.zoom(null) }, 'Whole run');
    return h(
      'div.toolbar',
      h('label.smoothing', h('span', 'Smoothing'), slider, shown),
      h('div.choice', { role: 'radiogroup', 'aria-label': 'Horizontal axis' }, choice('steps'), choice('updates')),
      this.whole,
      h('span.spring'),
      h('input.filter', { type: 'search', placeholder: 'Filter charts', 'aria-label': 'Filter charts', oninput: (event) => this.#setFilter(event.target.value) }),
    );
  }

  #setAxis(axis) {
    this.axis = axis;
    localStorage.setItem(AXIS, axis);
    this.#range = null;
    this.rebuild();
  }

  #setFilter(words) {
    this.#filter = words.trim().toLowerCase();
    for (const chart of this.#charts.values()) chart.element.hidden = !this.#wanted(chart);
  }

  #wanted(chart) {
    return [chart.metric, ...chart.slots].some((name) => name.toLowerCase().includes(this.#filter));
  }

  /** What all horizontal axes show. */
  range() {
    if (this.#range) return this.#range;
    let least = Infinity;
    let greatest = -Infinity;
    for (const series of this.store.all.values()) {
      const axis = series[this.axis];
      if (axis.length === 0) continue;
      least = Math.min(least, axis[0]);
      greatest = Math.max(greatest, axis[axis.length - 1]);
    }
    return least < greatest ? [least, greatest] : [0, Math.max(1, greatest)];
  }

  /** Shows a part of the run in all charts, or the whole for null. */
  zoom(range) {
    this.#range = range;
    this.whole.disabled = range === null;
    this.#charts.forEach((chart) => chart.refresh());
  }

  /** Brings one slot's lines forward in all charts, or all lines for null. */
  focus(owner) {
    this.#charts.forEach((chart) => chart.focus(owner));
  }

  setTickets(tickets) {
    this.#tickets = tickets;
    this.#dirty = true;
  }

  /** The changes that reached the run, as places on the axis. */
  marks() {
    return this.#tickets
      .filter((ticket) => ticket.update >= 0)
      .map((ticket) => ({
        ticket,
        x: this.axis === 'updates' ? ticket.update : (this.store.stepsAt(ticket.update) ?? 0),
        fate: fate(ticket),
        title: `Ticket ${ticket.id}: ${ticket.slot}, ${changed(ticket)}, ${words(ticket.state).toLowerCase()}`,
        open: () => this.openTicket(ticket),
      }));
  }

  /** New points have come. */
  touch() {
    this.#dirty = true;
  }

  #draw() {
    if (!this.#dirty || document.hidden) return;
    this.#dirty = false;
    for (const chart of this.#charts.values()) if (this.#visible.has(chart.element)) chart.refresh();
  }

  #see(entries) {
    for (const entry of entries) {
      if (entry.isIntersecting) this.#visible.add(entry.target);
      else this.#visible.delete(entry.target);
    }
    this.#dirty = true;
  }

  /** Series have come or gone, or everything looks different. */
  rebuild() {
    const metrics = this.store.byMetric();
    this.colors.learn([...this.store.all.values()].map((series) => series.owner));
    for (const [metric, chart] of this.#charts) {
      if (metrics.has(metric)) continue;
      this.seen.unobserve(chart.element);
      chart.destroy();
      this.#charts.delete(metric);
    }
    const sorted = [...metrics.keys()].sort((a, b) => order(metrics.get(a)) - order(metrics.get(b)));
    for (const metric of sorted) {
      if (!this.#charts.has(metric)) {
        const chart = new Chart(metric, this);
        this.#charts.set(metric, chart);
        this.seen.observe(chart.element);
      }
    }
    const elements = sorted.map((metric) => this.#charts.get(metric).element);
    if (elements.some((element, index) => this.grid.children[index] !== element)) fill(this.grid, elements);
    for (const metric of sorted) {
      const chart = this.#charts.get(metric);
      chart.rebuild(metrics.get(metric));
      chart.element.hidden = !this.#wanted(chart);
    }
    this.nothing.hidden = sorted.length > 0;
  }

  destroy() {
    clearInterval(this.timer);
    this.unwatch();
    this.seen.disconnect();
    this.#charts.forEach((chart) => chart.destroy());
  }
}

const ROLES = ['run', 'evaluators', 'critics', 'rewards', 'learner', 'optimizers', 'environment'];

/** What people look at first comes first; then by role, in the order of appearance. */
function order(series) {
  const first = FIRST.indexOf(series[0].metric);
  if (first >= 0) return first;
  const at = ROLES.indexOf(role(series[0].slot));
  return FIRST.length + (at < 0 ? ROLES.length : at);
}

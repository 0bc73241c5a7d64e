// What was said of each step of an episode, below its pictures and on the same axis of steps: rewards, what critics
// gave, and all numbers of the present step.

import uPlot from './uplot/uPlot.esm.js';
import { css } from './colors.js';
import { fill, h, text } from './dom.js';
import { count, value } from './format.js';

const FONT = '11px system-ui, sans-serif';
const GROUPS = [
  ['Rewards', (name) => name.startsWith('rewards.') || name === 'signals.reward'],
  ['Values of critics', (name) => name.startsWith('values.')],
];

export class EpisodeTracks {
  #plots = [];
  #rows = [];
  #step = 0;

  /** @param seek is called with the step that was pointed at */
  constructor(colors, seek) {
    this.colors = colors;
    this.seek = seek;
    this.plots = h('div.tracks');
    this.table = h('dl.pairs.numbers');
    this.element = h('div', this.plots, h('details', h('summary', 'All numbers of this step'), this.table));
    this.observer = new ResizeObserver(() => this.#fit());
    this.observer.observe(this.plots);
  }

  set(tracks) {
    this.tracks = tracks;
    this.#rows = tracks.map((track) => ({ track, number: h('dd') }));
    fill(this.table, this.#rows.map(({ track, number }) => [h('dt', track.unit ? `${track.name}, ${track.unit}` : track.name), number]));
    this.rebuild();
  }

  /** Draws anew, in other colours maybe. */
  rebuild() {
    this.#plots.forEach((plot) => plot.destroy());
    this.#plots = [];
    fill(this.plots);
    for (const [title, wanted] of GROUPS) {
      const group = (this.tracks ?? []).filter((track) => wanted(track.name));
      if (group.length > 0) this.#plot(title, group);
    }
    this.#fit();
  }

  #plot(title, group) {
    const body = h('div.strip');
    const names = h('ul.lines', group.map((track) => h('li', h('i.line', { style: { color: `var(${this.#color(track)})` } }), shown(track.name))));
    this.plots.append(h('figure', { 'aria-label': title }, h('figcaption', title), names, body));
    const steps = group[0].values.map((unused, step) => step);
    const axis = { stroke: css('--muted'), font: FONT, grid: { stroke: css('--grid'), width: 1 }, ticks: { show: false } };
    const plot = new uPlot(
      {
        width: 240,
        height: 96,
        padding: [6, 8, 0, 0],
        legend: { show: false },
        scales: { x: { time: false, range: [0, Math.max(1, steps.length)] } },
        series: [{}, ...group.map((track) => ({ label: track.name, stroke: css(this.#color(track)), width: 1.5, points: { show: false } }))],
        axes: [
          { ...axis, size: 19, gap: 2, space: 48, values: (u, ticks) => ticks.map((tick) => count(tick)) },
          { ...axis, size: 44, gap: 3, space: 24, values: (u, ticks) => ticks.map((tick) => value(tick)) },
        ],
        cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
        hooks: { draw: [(u) => this.#mark(u)] },
      },
      [steps, ...group.map((track) => track.values.map((number) => (Number.isFinite(number) ? number : null)))],
      body,
    );
    plot.over.addEventListener('click', () => plot.cursor.idx !== null && this.seek(plot.cursor.idx));
    this.#plots.push(plot);
  }

  /** The colour that the slot has on the whole page. */
  #color({ name }) {
    return this.colors.variable(name.replace(/^values\./, 'critics.'));
  }

  #mark(u) {
    const { ctx, bbox } = u;
    const x = u.valToPos(this.#step, 'x', true);
    ctx.save();
    ctx.strokeStyle = css('--accent');
    ctx.lineWidth = 1.5 * devicePixelRatio;
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.restore();
  }

  #fit() {
    for (const plot of this.#plots) {
      const width = plot.root.parentElement.clientWidth;
      if (width > 0 && width !== plot.width) plot.setSize({ width, height: 96 });
    }
  }

  /** Shows what was said of the step that leads away from a frame. */
  at(step) {
    this.#step = step;
    for (const { track, number } of this.#rows) text(number, value(track.values[Math.min(step, track.values.length - 1)] ?? NaN));
    this.#plots.forEach((plot) => plot.redraw(false));
  }

  destroy() {
    this.observer.disconnect();
    this.#plots.forEach((plot) => plot.destroy());
  }
}

const shown = (name) => (name.startsWith('signals.') ? name.slice(8) : name.slice(name.indexOf('.') + 1));

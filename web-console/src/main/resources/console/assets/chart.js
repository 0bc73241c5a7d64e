// One chart: one metric, a line for each slot that reports it.

import uPlot from './uplot/uPlot.esm.js';
import { css } from './colors.js';
import { h, icon, text } from './dom.js';
import { count, shortName, value, whole, words } from './format.js';
import { smooth } from './series.js';

const FONT = '11px system-ui, sans-serif';
/** A drag shorter than this is a click. */
const DRAG_PIXELS = 6;
/** Metrics that jump and then stay. */
const STEPPED = new Set(['weight']);
/** The colours of swaps, by what became of them. */
const STROKES = { stays: '--mark', open: '--accent', 'rolled-back': '--bad' };

export class Chart {
  #plot = null;
  #entries = new Map();
  #hidden = new Set();
  #board;
  #series = [];
  #tall = false;
  #log = false;
  #marks = [];
  #marked = '';

  /** @param board holds what all charts of a run share: colours, axis, smoothing, range, markers */
  constructor(metric, board) {
    this.metric = metric;
    this.#board = board;
    this.legend = h('ul.legend');
    this.badge = h('span.badge.bad', { hidden: true });
    this.at = h('span.at', { hidden: true });
    this.body = h('div.plot', this.at);
    this.source = h('a.quiet', { target: '_blank', rel: 'noopener', title: 'The numbers, as JSON' }, '{ }');
    this.scale = h(
      'button.quiet',
      { type: 'button', 'aria-pressed': 'false', title: 'Logarithmic scale; values up to 0 are left out', onclick: () => this.#setLog(!this.#log) },
      'log',
    );
    this.grow = h('button.quiet', { type: 'button', onclick: () => this.#resize() }, icon('expand'));
    this.element = h(
      'section.card.chart',
      { 'aria-label': `Chart of ${words(metric)}`, 'data-metric': metric },
      h('header', h('h3', { title: words(metric) }, words(metric)), this.badge, h('span.spring'), this.scale, this.source, this.grow),
      this.legend,
      this.body,
    );
    this.#label();
    this.observer = new ResizeObserver(() => this.#fit());
    this.observer.observe(this.body);
  }

  get slots() {
    return this.#series.map((series) => series.full);
  }

  #label() {
    const label = this.#tall ? `Make ${words(this.metric)} small` : `Enlarge ${words(this.metric)}`;
    this.grow.setAttribute('aria-label', label);
    this.grow.title = label;
  }

  #resize() {
    this.#tall = !this.#tall;
    this.element.classList.toggle('tall', this.#tall);
    this.#label();
    this.#fit();
  }

  #setLog(log) {
    this.#log = log;
    this.scale.setAttribute('aria-pressed', String(log));
    this.rebuild(this.#series);
  }

  #fit() {
    const { clientWidth: width, clientHeight: height } = this.body;
    if (this.#plot && width > 0) this.#plot.setSize({ width, height });
  }

  /** Shows other series than before, or the same ones in other colours. */
  rebuild(series) {
    const names = series.map((one) => one.name);
    const same = names.join() === this.#series.map((one) => one.name).join();
    this.#series = series;
    this.source.href = this.#board.link(names);
    // Buttons stay the same elements as long as they can: one of them may have the focus or the pointer.
    if (!same) this.#buildLegend();
    this.#plot?.destroy();
    this.#marks = [];
    this.#marked = '';
    this.#plot = new uPlot(this.#options(), this.#data(), this.body);
    this.#fit();
    this.refresh();
  }

  /** Short names, unless two lines would share one. */
  #name(series) {
    const incumbents = this.#series.filter((one) => !one.newcomer);
    const short = new Set(incumbents.map((one) => shortName(one.owner)));
    const name = short.size < incumbents.length ? series.full : shortName(series.owner);
    return series.newcomer ? `${name}, newcomer` : name;
  }

  #buildLegend() {
    this.#entries.clear();
    const dashed = this.#dashes();
    const items = this.#series.map((series, index) => {
      const number = h('span.number');
      const toggle = h(
        'button.key',
        {
          type: 'button',
          'aria-pressed': String(!this.#hidden.has(series.name)),
          title: `${series.name}: click to hide or show`,
          onclick: () => this.#toggle(series.name),
          onmouseenter: () => this.#board.focus(series.owner),
          onmouseleave: () => this.#board.focus(null),
        },
        h(dashed[index] ? 'i.line.dashed' : 'i.line', { style: { color: `var(${this.#board.colors.variable(series.owner)})` } }),
        h('span.name', this.#name(series)),
        number,
      );
      this.#entries.set(series.name, { number, toggle });
      return h('li', toggle);
    });
    this.legend.replaceChildren(...items);
    this.legend.classList.toggle('many', items.length > 3);
  }

  /** The second line of one colour is dashed. */
  #dashes() {
    const seen = new Set();
    return this.#series.map((series) => {
      const variable = this.#board.colors.variable(series.owner);
      const again = seen.has(variable);
      seen.add(variable);
      return again;
    });
  }

  #toggle(name) {
    if (this.#hidden.has(name)) this.#hidden.delete(name);
    else this.#hidden.add(name);
    this.#entries.get(name).toggle.setAttribute('aria-pressed', String(!this.#hidden.has(name)));
    this.rebuild(this.#series);
  }

  #options() {
    const board = this.#board;
    const raw = board.smoothing > 0;
    const dashed = this.#dashes();
    const paths = STEPPED.has(this.metric) ? uPlot.paths.stepped({ align: 1 }) : undefined;
    const lines = this.#series.flatMap((series, index) => {
      const stroke = board.colors.of(series.owner);
      const shown = !this.#hidden.has(series.name);
      const line = { label: series.name, stroke, width: 1.75, dash: dashed[index] ? [5, 4] : undefined, show: shown, paths };
      const points = { size: 5, fill: stroke, stroke };
      return raw
        ? [{ ...line, width: 1, alpha: 0.25, points: { show: false } }, { ...line, points: { show: false } }]
        : [{ ...line, points }];
    });
    const axis = {
      stroke: css('--muted'),
      font: FONT,
      grid: { stroke: css('--grid'), width: 1 },
      ticks: { show: false },
    };
    return {
      width: Math.max(200, this.body.clientWidth),
      height: Math.max(100, this.body.clientHeight),
      padding: [10, 18, 0, 0],
      legend: { show: false },
      scales: { x: { time: false, range: () => board.range() }, y: { distr: this.#log ? 3 : 1, range: (u, min, max) => this.#rangeY(min, max) } },
      series: [{}, ...lines],
      axes: [
        { ...axis, space: 64, size: 21, gap: 3, values: (u, ticks) => ticks.map((tick) => count(tick)) },
        { ...axis, space: 32, gap: 4, size: 50, values: (u, ticks) => ticks.map((tick) => (tick === null ? '' : value(tick))) },
      ],
      focus: { alpha: 0.2 },
      cursor: {
        y: false,
        points: { size: 7 },
        drag: { x: true, y: false, setScale: false },
        sync: { key: board.key, setSeries: false, scales: ['x', null], filters: { pub: (type) => !/mousedown|mouseup|dblclick/.test(type) } },
        bind: { dblclick: () => () => board.zoom(null) },
      },
      hooks: {
        setSelect: [(u) => this.#select(u)],
        setCursor: [(u) => this.#readout(u)],
        draw: [(u) => this.#drawMarks(u)],
      },
    };
  }

  #rangeY(min, max) {
    if (min === null || max === null) return this.#log ? [0.1, 1] : [0, 1];
    if (this.#log) return uPlot.rangeLog(min, max, 10, false);
    if (min === max) {
      const room = Math.abs(min) * 0.1 || 1;
      return [min - room, max + room];
    }
    const room = (max - min) * 0.06;
    return [min >= 0 && min - room < 0 ? 0 : min - room, max + room];
  }

  #select(u) {
    const { left, width } = u.select;
    if (width < DRAG_PIXELS) return;
    this.#board.zoom([u.posToVal(left, 'x'), u.posToVal(left + width, 'x')]);
    u.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
  }

  #data() {
    const { axis, smoothing } = this.#board;
    if (this.#series.length === 0) return [[]];
    const tables = this.#series.map((series) => {
      const drawn = (numbers) => numbers.map((number) => (Number.isFinite(number) && (number > 0 || !this.#log) ? number : null));
      const lines = smoothing > 0 ? [drawn(series.values), drawn(smooth(series.values, smoothing))] : [drawn(series.values)];
      return [series[axis], ...lines];
    });
    return uPlot.join(tables);
  }

  /** Draws what has been added. */
  refresh() {
    if (!this.#plot) return;
    this.#plot.setData(this.#data());
    this.#readout(this.#plot);
    const bad = this.#series.reduce((sum, one) => sum + one.values.filter((number) => !Number.isFinite(number)).length, 0);
    this.badge.hidden = bad === 0;
    if (bad > 0) text(this.badge, `${bad} not finite`);
  }

  /** The numbers under the cursor, or the last ones. */
  #readout(u) {
    const { axis, smoothing } = this.#board;
    const index = u.cursor.idx;
    const at = index === null || index === undefined || u.cursor.left < 0 ? Infinity : u.data[0][index];
    this.at.hidden = at === Infinity;
    if (at !== Infinity) text(this.at, `${whole(at)} ${axis}`);
    for (const series of this.#series) {
      const values = smoothing > 0 ? smooth(series.values, smoothing) : series.values;
      const position = lastNotAfter(series[axis], at);
      text(this.#entries.get(series.name).number, position < 0 ? '–' : value(values[position]));
    }
  }

  /** Brings the line of a slot, or of what shares its name, forward; all of them for null. */
  focus(owner) {
    if (!this.#plot) return;
    const each = this.#board.smoothing > 0 ? 2 : 1;
    const own = this.#series.findIndex((series) => series.owner === owner);
    const index = own >= 0 || owner === null ? own : this.#series.findIndex((series) => shortName(series.owner) === shortName(owner));
    this.#plot.setSeries(index < 0 ? null : index * each + each, { focus: true });
  }

  #drawMarks(u) {
    const marks = this.#board.marks();
    const marked = marks.map((mark) => mark.ticket.id + mark.fate).join();
    if (marked !== this.#marked) {
      this.#marked = marked;
      this.#marks.forEach((mark) => mark.remove());
      this.#marks = marks.map((mark) =>
        h(
          'button.mark',
          { type: 'button', title: mark.title, 'aria-label': mark.title, 'data-fate': mark.fate, onclick: () => mark.open() },
          String(mark.ticket.id),
        ),
      );
      // The plot eats mouse events for its zoom; a press on a marker is none.
      this.#marks.forEach((mark) => mark.addEventListener('mousedown', (event) => event.stopPropagation()));
      u.over.append(...this.#marks);
    }
    const { ctx, bbox } = u;
    ctx.save();
    ctx.lineWidth = devicePixelRatio;
    ctx.setLineDash([3 * devicePixelRatio, 3 * devicePixelRatio]);
    marks.forEach((mark, index) => {
      const own = this.#series.some((series) => series.slot === mark.ticket.slot);
      const x = u.valToPos(mark.x, 'x', true);
      const inside = x >= bbox.left && x <= bbox.left + bbox.width;
      this.#marks[index].hidden = !inside;
      if (!inside) return;
      this.#marks[index].style.left = `${u.valToPos(mark.x, 'x')}px`;
      this.#marks[index].classList.toggle('own', own);
      ctx.strokeStyle = css(own ? STROKES[mark.fate] : '--mark-faint');
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
    });
    ctx.restore();
  }

  destroy() {
    this.observer.disconnect();
    this.#plot?.destroy();
    this.element.remove();
  }
}

/** The last index whose number is not above a limit; -1 if none. */
function lastNotAfter(numbers, limit) {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

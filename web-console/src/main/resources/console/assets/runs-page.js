// All runs of the data folder, the newest first.

import { api, session } from './api.js';
import { complain } from './dialogs.js';
import { fill, h, icon, text } from './dom.js';
import { brief, component, count, duration, headline, percent, toNumber, value, words } from './format.js';
import { listen } from './live.js';
import { Sparkline } from './sparkline.js';
import { progress, setState, stateBadge } from './widgets.js';

const REFRESH_MILLIS = 5000;
const MOST_COMPARED = 10;
/** What is looked for, as long as the console is open: who comes back from a run finds the same list. */
let wanted = '';
const RISING = 1;
const FALLING = -1;
/** The column that orders the list and its direction; null while the newest come first. */
let order = null;

/** Columns: what one is called and, if it can order the list, by what and in which direction at first. */
const COLUMNS = [
  { name: '' },
  { name: 'Run', key: (run) => run.run, first: RISING },
  { name: 'State', key: (run) => words(run.state), first: RISING },
  { name: 'Progress', key: (run) => run.steps / run.budget, first: FALLING },
  { name: 'Rate', key: (run) => run.stepsPerSecond, first: FALLING },
  { name: 'Trend' },
  { name: 'Return', key: (run) => toNumber(run.metrics[headline(run.metrics)[0]]), first: FALLING },
  { name: 'Evaluation', key: (run) => toNumber(run.metrics[evaluation(run.metrics)]), first: FALLING },
  { name: 'Trained', key: (run) => run.seconds, first: FALLING },
];

/** The measure that says most of a run: its coverage if it has one, else the first that an evaluator reports. */
function evaluation(metrics) {
  const names = Object.keys(metrics).filter((name) => name.startsWith('evaluators.'));
  return names.find((name) => name.endsWith('/coverage')) ?? names[0];
}

/** Runs as the list shows them; those that have no such number come last in either direction. */
function inOrder(runs) {
  if (!order) return runs;
  const { column: { key }, direction } = order;
  const known = (run) => typeof key(run) === 'string' || Number.isFinite(key(run));
  const compare = (a, b) => (typeof a === 'string' ? a.localeCompare(b, 'en', { numeric: true }) : a - b);
  return [...runs.filter(known).sort((a, b) => direction * compare(key(a), key(b))), ...runs.filter((run) => !known(run))];
}

class Row {
  constructor(run, picked) {
    this.pick = h('input', { type: 'checkbox', 'aria-label': `Compare ${run.run}`, onchange: picked });
    this.state = stateBadge(run.state);
    this.bar = progress(`Progress of ${run.run}`);
    this.done = h('span.done');
    this.why = h('span.sub.why', { hidden: true });
    this.spark = new Sparkline(run.run);
    this.rate = h('td.number', { 'data-label': 'Rate' });
    this.returned = h('span');
    this.components = h('span.sub');
    this.measure = h('span.sub');
    this.measured = h('span');
    this.trained = h('td.number', { 'data-label': 'Trained' });
    const address = `#/runs/${encodeURIComponent(run.run)}`;
    this.element = h(
      'tr',
      { 'data-run': run.run, onclick: (event) => event.target.closest('a, .pick') || (location.hash = address) },
      h('td.pick', h('label', this.pick)),
      h('td.name', h('a', { href: address }, run.run), h('span.sub', `${run.name}, seed ${run.seed}`)),
      h('td', { 'data-label': 'State' }, this.state),
      h('td.bar', { 'data-label': 'Progress' }, this.bar.element, this.done, this.why),
      this.rate,
      h('td.trend', this.spark.element),
      h('td.number', { 'data-label': 'Return' }, this.returned, this.components),
      h('td.number', { 'data-label': 'Evaluation' }, this.measured, this.measure),
      this.trained,
    );
    this.set(run);
  }

  set(run) {
    this.run = run;
    this.spark.reached(run.updates, headline(run.metrics)[0]);
    setState(this.state, run.state);
    this.why.hidden = run.problem === null;
    text(this.why, run.problem ? [run.problem.path, run.problem.message].filter(Boolean).join(': ') : '');
    this.bar.set(run.steps / run.budget, run.state);
    text(this.done, `${percent(run.steps / run.budget)} of ${count(run.budget)} steps`);
    text(this.rate, run.stepsPerSecond > 0 ? `${count(run.stepsPerSecond)}/s` : '–');
    const returns = headline(run.metrics);
    text(this.returned, brief(run.metrics, returns));
    text(this.components, returns.length > 1 ? returns.map(component).join(' / ') : '');
    const name = evaluation(run.metrics);
    text(this.measured, name ? value(run.metrics[name]) : '–');
    text(this.measure, name ? words(name.slice(name.lastIndexOf('/') + 1)).toLowerCase() : '');
    text(this.trained, duration(run.seconds));
  }

  /** Shows itself if it has all words that are looked for. */
  sift() {
    const { run, name, seed, state } = this.run;
    const told = `${run} ${name} seed ${seed} ${words(state)}`.toLowerCase();
    this.element.hidden = !wanted.split(/\s+/).every((word) => told.includes(word));
    return !this.element.hidden;
  }

  /** Takes an event without asking the server. */
  apply(event) {
    this.set({ ...this.run, updates: event.update, steps: event.steps, state: event.state, metrics: { ...this.run.metrics, ...event.metrics } });
  }
}

export function runsPage(page) {
  document.title = 'Runs · Polycritic';
  const rows = new Map();
  const body = h('tbody');
  const total = h('p.sub');
  const heads = COLUMNS.map((column, index) => h(index > 3 ? 'th.number' : 'th', { scope: 'col' },
    column.key ? h('button.sort', { type: 'button', 'data-sort': column.name, onclick: () => sort(column) }, column.name, icon('down')) : column.name));
  const table = h('div.card.scroll', { hidden: true }, h('table.list.sortable', h('thead', h('tr', heads)), body));
  const empty = h(
    'div.empty',
    { hidden: true },
    h('h2', 'No runs yet'),
    h('p', session.may('OPERATOR') && [h('a', { href: '#/new' }, 'Start one here'), ', or on the command line:']),
    h('pre', 'runtime/bin/polycritic train slim'),
  );
  const compare = h('button', { type: 'button', disabled: true, onclick: () => {
    location.hash = `#/compare/${encodeURIComponent(chosen().join())}`;
  } }, 'Compare');
  const none = h('p.empty', { hidden: true }, 'No run has these words in its name, seed or state.');
  const filter = h('input.filter', { type: 'search', value: wanted, placeholder: 'Filter runs', 'aria-label': 'Filter runs by name, seed or state', oninput: () => {
    wanted = filter.value.trim().toLowerCase();
    sift();
  } });
  const start = session.may('OPERATOR') && h('a.button.primary', { href: '#/new', 'data-action': 'new' }, icon('plus'), h('span', 'Start a run…'));
  fill(page, h('header.head', h('h1', 'Runs'), total, h('span.spring'), filter, compare, start), table, none, empty);

  /** One way, then the other, then the newest first again. */
  function sort(column) {
    if (order?.column !== column) order = { column, direction: column.first };
    else order = order.direction === column.first ? { column, direction: -column.first } : null;
    showOrder();
    arrange(latest, true);
  }

  function showOrder() {
    COLUMNS.forEach((column, index) => {
      if (order?.column !== column) heads[index].removeAttribute('aria-sort');
      else heads[index].setAttribute('aria-sort', order.direction === RISING ? 'ascending' : 'descending');
    });
  }

  function sift() {
    const shown = [...rows.values()].filter((row) => row.sift()).length;
    none.hidden = shown > 0 || rows.size === 0;
    table.hidden = shown === 0;
    const running = [...rows.values()].filter(({ run }) => run.state === 'RUNNING').length;
    text(total, rows.size === 0 ? '' : `${wanted ? `${shown} of ` : ''}${rows.size} in the data folder, ${running} running`);
  }

  function chosen() {
    return [...rows].filter(([, row]) => row.pick.checked).map(([id]) => id);
  }

  function picked() {
    const { length } = chosen();
    compare.disabled = length < 2 || length > MOST_COMPARED;
    text(compare, length < 2 ? 'Compare' : length > MOST_COMPARED ? `At most ${MOST_COMPARED} runs` : `Compare ${length} runs`);
  }

  /** Lines never move under the pointer: a new order waits until it has left. */
  let waiting = null;
  /** The runs as the server told them last, the newest first. */
  let latest = [];
  table.addEventListener('pointerleave', () => waiting?.());

  function arrange(runs, asked = false) {
    waiting = null;
    const wanted = inOrder(runs).map((run) => rows.get(run.run).element);
    const same = wanted.length === body.children.length && wanted.every((element, index) => body.children[index] === element);
    if (same) return;
    const onlyNewAtEnd = [...body.children].every((element, index) => wanted[index] === element);
    if (!asked && !onlyNewAtEnd && body.children.length > 0 && table.matches(':hover')) waiting = () => arrange(runs);
    else fill(body, wanted);
  }

  function take(runs) {
    const known = new Set(runs.map((run) => run.run));
    for (const id of rows.keys()) if (!known.has(id)) rows.delete(id);
    for (const run of runs) {
      if (rows.has(run.run)) rows.get(run.run).set(run);
      else rows.set(run.run, new Row(run, picked));
    }
    latest = runs;
    arrange(runs);
    filter.hidden = runs.length === 0;
    empty.hidden = runs.length > 0;
    sift();
  }

  showOrder();
  let failed = false;
  async function refresh() {
    try {
      take(await api.runs());
      failed = false;
    } catch (error) {
      if (!failed) complain(error);
      failed = true;
    }
  }

  const stop = listen(
    null,
    (event) => {
      const row = rows.get(event.run);
      if (!row || event.type === 'deleted') refresh();
      else row.apply(event);
    },
    refresh,
  );
  const timer = setInterval(() => document.hidden || refresh(), REFRESH_MILLIS);
  return () => {
    clearInterval(timer);
    stop();
  };
}

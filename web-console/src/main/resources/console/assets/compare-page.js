// Several runs side by side: the same series of all of them in one chart each, and what differs between their parts.

import { api } from './api.js';
import { Board } from './board.js';
import { css } from './colors.js';
import { ComparedSeries, nameInRun } from './compared-series.js';
import { differences } from './differences.js';
import { complain } from './dialogs.js';
import { fill, h, text } from './dom.js';
import { compareMenu } from './exports.js';
import { brief, count, headline, percent } from './format.js';
import { listen } from './live.js';
import { MAX_POINTS } from './series.js';
import { setState, stateBadge } from './widgets.js';

const REFRESH_MILLIS = 5000;
const COLOURS = 10;

/** @param ids the runs' ids, separated by commas */
export function comparePage(page, ids) {
  document.title = 'Compare runs · Polycritic';
  const wanted = [...new Set(ids.split(',').filter(Boolean))];
  const colors = coloursOf(wanted);
  const store = new ComparedSeries(wanted);
  const board = new Board(`compare-${wanted.join()}`, store, colors, { link: ([first]) => api.metricsOf(wanted[0], [nameInRun(first)]) });
  const entries = new Map(wanted.map((id) => [id, entry(id, colors)]));
  const differing = h('tbody');
  const same = h('p.sub');
  const table = h(
    'div.card.scroll',
    h('table.list.plain',
      h('thead', h('tr', h('th', { scope: 'col' }, 'Slot'), h('th', { scope: 'col' }, 'Setting'), wanted.map((id) => h('th', { scope: 'col' }, id)))),
      differing),
  );
  let over = false;
  /** What the table has: it is not made anew under somebody's selection. */
  let told = '';
  fill(
    page,
    h('header.head', h('h1', 'Compare runs'), h('a', { href: '#/runs' }, 'All runs'), h('span.spring'), compareMenu(wanted, store)),
    h('ul.compared', [...entries.values()].map((one) => one.element)),
    board.element,
    h('section', { 'aria-label': 'What differs' }, h('h2', 'What differs'), same, table),
  );

  function take(views) {
    for (const view of views) entries.get(view.run).set(view);
    const rows = differences(views);
    const found = JSON.stringify(rows);
    if (found === told) return;
    told = found;
    fill(differing, rows.map(({ slot, setting, values }) =>
      h('tr', h('td', h('code', slot)), h('td', setting), values.map((setTo) => h('td', setTo ? h('code', setTo) : '–')))));
    table.hidden = rows.length === 0;
    text(same, rows.length === 0 ? 'These runs have the same parts with the same settings.' : 'Everything else is the same in all of them.');
  }

  async function refresh() {
    const views = await Promise.all(wanted.map((id) => api.run(id)));
    if (!over) take(views);
  }

  async function load() {
    try {
      const series = await Promise.all(wanted.map((id) => api.metrics(id, MAX_POINTS)));
      if (over) return;
      series.forEach((items, index) => store.load(wanted[index], items));
      board.rebuild();
      await refresh();
    } catch (error) {
      complain(error);
    }
  }

  const stop = listen(null, (event) => {
    if (!entries.has(event.run)) return;
    if (event.type === 'set-back') load();
    else if (store.append(event)) board.rebuild();
    else board.touch();
  }, load);
  const timer = setInterval(() => document.hidden || refresh().catch(() => {}), REFRESH_MILLIS);
  return () => {
    over = true;
    clearInterval(timer);
    stop();
    board.destroy();
  };
}

/** A colour for each run, in their order. */
function coloursOf(runs) {
  const variable = (run) => `--series-${runs.indexOf(run) % COLOURS}`;
  return { learn() {}, variable, of: (run) => css(variable(run)) };
}

/** One run: its colour, its state, how far it is, its return. */
function entry(id, colors) {
  const state = stateBadge('RUNNING');
  const done = h('span.sub');
  const returned = h('strong');
  const element = h(
    'li.card',
    h('i.dot', { style: { background: `var(${colors.variable(id)})` } }),
    h('a', { href: `#/runs/${encodeURIComponent(id)}` }, id),
    state,
    returned,
    done,
  );
  return {
    element,
    set(view) {
      setState(state, view.state);
      text(returned, brief(view.metrics, headline(view.metrics)));
      text(done, `${percent(view.steps / view.budget)} of ${count(view.budget)} steps, seed ${view.seed}`);
    },
  };
}

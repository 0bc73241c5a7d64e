// The first page: what runs, what is wrong, what just happened, what came out best.

import { api, session } from './api.js';
import { attention, news } from './attention.js';
import { best } from './best-results.js';
import { complain } from './dialogs.js';
import { fill, h, icon, text } from './dom.js';
import { brief, bytes, count, duration, headline, percent, time } from './format.js';
import { listen } from './live.js';
import { Sparkline } from './sparkline.js';
import { figure, progress, setState, stateBadge } from './widgets.js';

const REFRESH_MILLIS = 5000;
/** Of so many runs the journal is looked at; events tell of the others while they happen. */
const WATCHED = 8;
const ENTRIES = 12;
const LIVE = new Set(['RUNNING', 'PAUSED', 'WAITING_FOR_PLUGIN']);

const runLink = (id) => `#/runs/${encodeURIComponent(id)}`;

class Running {
  constructor(run) {
    this.state = stateBadge(run.state);
    this.bar = progress(`Progress of ${run.run}`);
    this.done = h('span.sub');
    this.returned = h('span.value');
    this.spark = new Sparkline(run.run);
    this.element = h(
      'li',
      { 'data-run': run.run },
      h('span.line', h('a', { href: runLink(run.run) }, h('strong', run.run)), this.state, h('span.spring'), this.spark.element, this.returned),
      this.bar.element,
      this.done,
    );
    this.set(run);
  }

  set(run) {
    this.run = run;
    this.spark.reached(run.updates, headline(run.metrics)[0]);
    setState(this.state, run.state);
    this.bar.set(run.steps / run.budget, run.state);
    const left = run.stepsPerSecond > 0 ? `, ${duration((run.budget - run.steps) / run.stepsPerSecond)} left` : '';
    text(this.done, `${percent(run.steps / run.budget)} of ${count(run.budget)} steps${run.stepsPerSecond > 0 ? ` at ${count(run.stepsPerSecond)}/s` : ''}${left}`);
    text(this.returned, brief(run.metrics, headline(run.metrics)));
  }
}

const wrong = ({ tone, title, why, link, when }) => h(
  'li',
  { 'data-tone': tone },
  h('a', { href: link }, icon('warn'), h('span', h('strong', title), h('span.why', why)), when && h('time.sub', { datetime: when }, time(when))),
);

const happened = ({ when, where, what, link, who }) => h(
  'li',
  h('a', { href: link }, h('span', h('strong', where), ' ', h('span.why', what)), h('span.sub', who ? `${who}, ` : '', h('time', { datetime: when }, time(when)))),
);

const result = ({ title, link, shown, measure, more, badge }) => h(
  'li',
  h('a', { href: link }, h('span', h('strong', title), h('span.sub.block', more)), badge ? h(`span.badge.${badge.tone}`, badge.text) : h('span.score', h('strong', shown), h('span.sub', measure))),
);

/** A list that is made anew only if it says something else, and never under the pointer. */
class Shown {
  #told = null;
  #waiting = null;

  constructor(element, nothing) {
    this.element = element;
    this.nothing = nothing;
    fill(element, h('li.nothing', 'Looking…'));
    element.addEventListener('pointerleave', () => this.#waiting?.());
  }

  set(items, make) {
    const now = JSON.stringify(items);
    if (now === this.#told) return;
    const draw = () => {
      this.#waiting = null;
      this.#told = now;
      fill(this.element, items.length ? items.map(make) : h('li.nothing', this.nothing));
    };
    if (this.#told !== null && this.element.matches(':hover, :focus-within')) this.#waiting = draw;
    else draw();
  }
}

const block = (name, link, list) => h('section.card', { 'aria-label': name }, h('header', h('h2', name), h('span.spring'), link), list);
const more = (page, label) => h('a.quiet', { href: page }, label);

export function overviewPage(page) {
  document.title = 'Overview · Polycritic';
  const tiles = { running: figure('Running'), rate: figure('Steps'), paused: figure('Paused or waiting'), failed: figure('Failed'), disk: figure('Disk free'), up: figure('Up for') };
  const lists = Object.fromEntries(['wrong', 'running', 'news', 'best'].map((name) => [name, h(`ul.${name}`)]));
  const all = h('span', { 'data-tone': 'good' }, icon('check'), 'Nothing needs attention.');
  const shown = {
    wrong: new Shown(lists.wrong, all),
    running: new Shown(lists.running, ['No run is live. ', session.may('OPERATOR') && h('a', { href: '#/new' }, 'Start one')]),
    news: new Shown(lists.news, 'Nothing has happened yet.'),
    best: new Shown(lists.best, 'No run or study has a result yet.'),
  };
  const live = new Map();
  let runs = [];
  let over = false;
  fill(
    page,
    h('header.head', h('h1', 'Overview'), h('span.spring'), session.may('OPERATOR') && h('a.button.primary', { href: '#/new', 'data-action': 'new' }, icon('plus'), h('span', 'Start a run…'))),
    h('dl.card.tiles', Object.values(tiles).map((tile) => tile.element)),
    h('div.glance',
      block('Needs attention', more('#/system', 'System'), lists.wrong),
      block('Live runs', more('#/runs', 'All runs'), lists.running),
      block('Just happened', session.may('ADMIN') && more('#/audit', 'Audit log'), lists.news),
      block('Best results', more('#/studies', 'Studies'), lists.best)),
  );

  function takeRuns(next) {
    runs = next;
    const of = (...states) => runs.filter((run) => states.includes(run.state));
    tiles.running.set(String(of('RUNNING').length));
    tiles.rate.set(`${count(of('RUNNING').reduce((sum, run) => sum + run.stepsPerSecond, 0))}/s`);
    tiles.paused.set(String(of('PAUSED', 'WAITING_FOR_PLUGIN').length));
    tiles.failed.set(String(of('FAILED').length));
    tiles.failed.element.dataset.tone = of('FAILED').length ? 'bad' : 'still';
    const now = runs.filter((run) => LIVE.has(run.state));
    for (const run of now) {
      if (live.has(run.run)) live.get(run.run).set(run);
      else live.set(run.run, new Running(run));
    }
    shown.running.set(now.map((run) => run.run), (id) => live.get(id).element);
  }

  function takeSystem(system) {
    tiles.disk.set(bytes(system.disk.free));
    tiles.up.set(duration(system.uptimeSeconds));
  }

  /** What could not be read is left out of the page, but not kept silent. */
  const or = (asked, otherwise) => asked.catch((refusal) => {
    if (refusal.status !== 503 && refusal.status !== 401) complain(refusal);
    return otherwise;
  });

  /** Each part of the page is shown as soon as what it tells is known. */
  async function everything() {
    const asked = {
      system: or(api.system(), null),
      bundles: or(api.bundles(), []),
      studies: or(api.studies(), []),
      audit: session.may('ADMIN') ? or(api.audit({ limit: String(ENTRIES) }), []) : [],
    };
    const next = await api.runs();
    if (over) return;
    takeRuns(next);
    const watched = [...next.filter((run) => LIVE.has(run.state)), ...next.filter((run) => !LIVE.has(run.state))].slice(0, WATCHED);
    asked.journals = Promise.all(watched.map(async ({ run }) => ({ run, entries: (await or(api.journal(run, ENTRIES), { items: [] })).items })));
    const when = async (needed, tell) => {
      const known = await Promise.all(needed.map((name) => asked[name]));
      if (!over) tell(...known);
    };
    await Promise.all([
      when(['system'], (system) => system && takeSystem(system)),
      when(['system', 'bundles', 'journals'], (system, bundles, journals) => shown.wrong.set(attention({ runs, system, bundles, journals }), wrong)),
      when(['journals', 'audit'], (journals, audit) => shown.news.set(news({ journals, audit }).slice(0, ENTRIES), happened)),
      when(['studies'], (studies) => shown.best.set(best(runs, studies), result)),
    ]);
    page.dataset.known = 'true';
  }

  let busy = null;
  let again = false;
  let failed = false;
  /** Once at a time, and once more if something happened meanwhile. */
  function refresh() {
    again = busy !== null;
    busy ??= everything()
      .then(() => (failed = false), (error) => {
        if (!failed) complain(error);
        failed = true;
      })
      .finally(() => {
        busy = null;
        if (again && !over) refresh();
      });
  }

  const stop = listen(null, (event) => {
    const row = live.get(event.run);
    if (row) row.set({ ...row.run, updates: event.update, steps: event.steps, metrics: { ...row.run.metrics, ...event.metrics } });
    if (event.type === 'state' || event.type === 'ticket' || event.type === 'set-back' || event.type === 'deleted') refresh();
  }, refresh);
  const timer = setInterval(() => document.hidden || refresh(), REFRESH_MILLIS);
  return () => {
    over = true;
    clearInterval(timer);
    stop();
  };
}

// The head of a run's page: state, figures, and what can be done.

import { api, session } from './api.js';
import { change, confirm, notice } from './dialogs.js';
import { h, icon, text } from './dom.js';
import { exportMenu } from './exports.js';
import { brief, component, count, duration, headline, percent, whole } from './format.js';
import { menuButton } from './menu.js';
import { figure, progress, setState, stateBadge } from './widgets.js';

/** Which buttons each state has. */
const ACTIONS = {
  RUNNING: ['pause', 'snapshot', 'stop', 'swap'],
  PAUSED: ['resume', 'snapshot', 'stop', 'swap'],
  WAITING_FOR_PLUGIN: ['stop', 'swap'],
  STOPPED: ['proceed'],
  FAILED: ['proceed'],
  DONE: [],
};

const AT_REST = new Set(['STOPPED', 'FAILED', 'DONE']);

export class RunHead {
  #run = null;

  constructor(id, { swap, changed, gone }) {
    this.id = id;
    this.changed = changed;
    this.gone = gone;
    this.state = stateBadge('STOPPED');
    this.state.hidden = true; // nothing is said of a run before it is known
    this.bar = progress('Progress');
    this.done = h('span');
    this.steps = h('span.sub');
    this.left = figure('Time left');
    this.rate = figure('Rate', { title: 'Environment steps a second' });
    this.updates = figure('Updates');
    this.episodes = figure('Episodes');
    this.trained = figure('Trained', { title: 'Time spent in training, over all sessions' });
    this.returns = figure('Return');
    this.returns.element.classList.add('returns');
    this.hash = h('button.hash', { type: 'button', onclick: () => this.#copyHash() }, '–');
    this.problem = h('div.problem', { role: 'alert', hidden: true });
    this.buttons = {
      resume: this.#button('Resume', 'play', () => this.#act('resume'), 'primary'),
      proceed: this.#button('Continue', 'play', () => this.#do(() => api.proceed(id)), 'primary'),
      pause: this.#button('Pause', 'pause', () => this.#act('pause')),
      snapshot: this.#button('Snapshot', 'save', () => this.#snapshot()),
      stop: this.#button('Stop', 'stop', () => this.#stop()),
      swap: this.#button('Swap…', 'swap', swap, 'primary'),
    };
    this.element = this.#layout();
  }

  #button(name, drawing, onclick, kind = '') {
    return h(kind ? `button.${kind}` : 'button', { type: 'button', hidden: true, onclick, 'data-action': name.toLowerCase().replace('…', '') }, icon(drawing), h('span', name));
  }

  #more() {
    return menuButton('More', 'more', () => [
      session.may('OPERATOR') && { label: 'Start again…', hint: 'a new run of the same spec, with another seed', act: () => (location.hash = `#/new/run/${encodeURIComponent(this.id)}`) },
      session.may('OPERATOR') && AT_REST.has(this.#run.state) && { label: 'Delete…', hint: 'with its snapshots, metrics and journal', bad: true, act: () => this.#delete() },
    ]);
  }

  #layout() {
    return h(
      'section.runhead',
      { 'aria-label': 'Run' },
      h('div.title', h('a.back', { href: '#/runs', 'aria-label': 'All runs' }, icon('back')), h('h1', this.id), this.state, h('span.spring'), h('div.actions', Object.values(this.buttons), exportMenu(this.id, () => this.#run), this.#more())),
      this.problem,
      h(
        'div.card.figures',
        h('div.figure.main', h('div.steps', h('strong', this.done), this.steps), this.bar.element),
        h('dl', [this.left, this.rate, this.trained, this.updates, this.episodes, this.returns].map((one) => one.element),
          h('div.figure', h('dt', 'Parameters'), h('dd', this.hash))),
      ),
    );
  }

  set(run) {
    this.#run = run;
    setState(this.state, run.state);
    this.state.hidden = false;
    for (const [name, button] of Object.entries(this.buttons)) button.hidden = !ACTIONS[run.state].includes(name);
    this.problem.hidden = run.problem === null;
    if (run.problem) this.problem.replaceChildren(icon('warn'), h('strong', run.problem.path || run.problem.code), h('span', run.problem.message));
    this.rate.set(run.stepsPerSecond > 0 ? `${count(run.stepsPerSecond)}/s` : '–');
    this.trained.set(duration(run.seconds));
    this.episodes.set(count(run.episodes));
    text(this.hash, run.parameterHash ? run.parameterHash.slice(0, 10) : 'no snapshot');
    this.hash.title = run.parameterHash ? `SHA-256 of all parameters at the last snapshot: ${run.parameterHash}. Click to copy.` : 'There is no snapshot yet';
    this.hash.disabled = !run.parameterHash;
    this.#numbers(run);
  }

  /** Takes an event's numbers between two answers of the server. */
  progress(event) {
    this.#run = { ...this.#run, steps: event.steps, updates: event.update, metrics: { ...this.#run.metrics, ...event.metrics } };
    this.#numbers(this.#run);
  }

  #numbers(run) {
    text(this.done, percent(run.steps / run.budget));
    text(this.steps, `${whole(run.steps)} of ${whole(run.budget)} steps`);
    this.bar.set(run.steps / run.budget, run.state);
    this.updates.set(whole(run.updates));
    this.left.set(run.stepsPerSecond > 0 ? duration((run.budget - run.steps) / run.stepsPerSecond) : '–');
    const names = headline(run.metrics);
    this.returns.set(brief(run.metrics, names));
    this.returns.element.title = names.length > 1 ? `Last mean return of an episode: ${names.map(component).join(' / ')}` : 'Last mean return of an episode';
  }

  async #do(action) {
    const all = Object.values(this.buttons);
    all.forEach((button) => (button.disabled = true));
    const answer = await change(action);
    all.forEach((button) => (button.disabled = false));
    if (answer) this.changed();
    return answer;
  }

  #act(action) {
    return this.#do(() => api.act(this.id, action));
  }

  async #snapshot() {
    const run = await this.#act('snapshot');
    if (run) notice(`Snapshot written, parameters ${run.parameterHash.slice(0, 10)}.`);
  }

  async #stop() {
    const sure = await confirm(`Stop ${this.id}?`, 'It writes a snapshot at the next safe point and ends. It can be continued later where it was.', 'Stop the run');
    if (sure) this.#act('stop');
  }

  async #delete() {
    const { steps } = this.#run;
    const sure = await confirm(`Delete ${this.id}?`, `Its ${whole(steps)} steps, its snapshots, metrics and journal are gone for good. Forks of it stay as they are.`, 'Delete the run');
    if (!sure || !(await change(() => api.deleteRun(this.id)))) return;
    notice(`${this.id} is deleted.`);
    this.gone();
    location.hash = '#/runs';
  }

  async #copyHash() {
    await navigator.clipboard.writeText(this.#run.parameterHash);
    notice('Hash of the parameters copied.');
  }
}

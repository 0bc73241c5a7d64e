// Studies that somebody has asked for: how far they are, and taking them back.

import { api, session } from './api.js';
import { change, complain, confirm, field, form, notice } from './dialogs.js';
import { fill, h, icon, text } from './dom.js';
import { count, percent, time, words } from './format.js';
import { progress, setState, stateBadge } from './widgets.js';

const BUSY_MILLIS = 2000;
const IDLE_MILLIS = 15_000;
const OVER = new Set(['DONE', 'FAILED', 'CANCELLED']);
const formOf = (quick) => (quick ? 'short form' : 'whole study');

/** Asks how a study shall be carried out; resolves to its job, or null. */
export function askForStudy(study) {
  return form(
    `Carry out ${study.name}`,
    [
      h('p', study.title),
      field('How much of it', h('select', { name: 'quick' }, h('option', { value: 'true' }, 'Its short form, to see that it works'),
        h('option', { value: 'false' }, `The whole study: ${study.runs} runs of ${count(study.steps)} steps`))),
      field('Seeds', h('input', { name: 'seeds', inputmode: 'numeric', autocomplete: 'off', placeholder: `usually ${study.seeds}` }), 'At least 2; without it the study’s own number.'),
      h('label.field.check', h('span', 'Begin its runs anew'), h('input', { type: 'checkbox', name: 'fresh' }), h('span.sub', 'Else it goes on with those that are there.')),
    ],
    'Carry it out',
    (entry) => api.beginStudy(study.name, {
      quick: entry.quick === 'true',
      ...(entry.seeds.trim() && { seeds: Number(entry.seeds) }),
      ...(entry.fresh && { fresh: true }),
    }),
  );
}

class Row {
  constructor(job, changed) {
    this.state = stateBadge(job.state);
    this.bar = progress(`Progress of ${job.study}`);
    this.said = h('span.sub');
    this.cancel = h('button', { type: 'button', 'data-action': 'cancel', hidden: true, onclick: () => this.#cancel(changed) }, icon('close'), h('span', 'Cancel…'));
    this.name = h('span');
    this.element = h('li', { 'data-job': `${job.study} ${job.quick}` }, h('span.line', this.name, this.state, h('span.spring'), this.cancel), this.bar.element, this.said);
    this.set(job);
  }

  set(job) {
    this.job = job;
    const over = OVER.has(job.state);
    const label = [h('strong', job.study), ` ${formOf(job.quick)}`];
    const told = job.state === 'DONE';
    if (this.told !== told) fill(this.name, told ? h('a', { href: `#/studies/${encodeURIComponent(job.study)}${job.quick ? '/quick' : ''}` }, label) : label);
    this.told = told;
    setState(this.state, job.state);
    const share = job.state === 'DONE' ? 1 : job.progress ? job.progress.share : 0;
    this.bar.set(share, job.state);
    text(this.said, job.problem
      ? [job.problem.path, job.problem.message].filter(Boolean).join(': ')
      : over ? `ended ${time(job.ended)}` : job.progress ? `${percent(share)}, ${count(job.progress.done)} of ${count(job.progress.runs)} runs, at ${job.progress.message}` : 'waits for those before it');
    this.cancel.hidden = over || job.state === 'CANCELLING' || !session.may('OPERATOR');
  }

  async #cancel(changed) {
    const { study, quick } = this.job;
    const sure = await confirm(`Cancel ${study}?`, 'Its runs write snapshots at their next safe points and end. Asked for again, it goes on with them.', 'Cancel the study');
    if (sure && (await change(() => api.cancelStudy(study, quick)))) changed();
  }
}

export class StudyJobs {
  #rows = new Map();
  #timer = 0;
  #over = false;
  #done = null;

  /**
   * @param wanted says which jobs are shown
   * @param ended is called when one of them has a report
   */
  constructor(wanted, ended) {
    this.wanted = wanted;
    this.ended = ended;
    this.list = h('ul.running');
    this.element = h('section.card.jobs', { 'aria-label': 'Asked for', hidden: true }, h('header', h('h2', 'Asked for')), this.list);
  }

  /** Puts a study into the queue, after a dialog. */
  async begin(study) {
    const job = await askForStudy(study);
    if (!job) return;
    notice(`${job.study}, ${formOf(job.quick)}: ${words(job.state).toLowerCase()}.`);
    this.refresh();
  }

  async refresh() {
    clearTimeout(this.#timer);
    let busy = false;
    try {
      const jobs = (await api.studyJobs()).filter(this.wanted);
      if (this.#over) return;
      this.#take(jobs);
      busy = jobs.some((job) => !OVER.has(job.state));
    } catch (error) {
      complain(error);
    }
    if (!this.#over) this.#timer = setTimeout(() => (document.hidden ? null : this.refresh()), busy ? BUSY_MILLIS : IDLE_MILLIS);
  }

  #take(jobs) {
    const keys = jobs.map((job) => `${job.study} ${job.quick}`);
    if ([...this.#rows.keys()].join() !== keys.join()) {
      this.#rows = new Map(jobs.map((job, index) => [keys[index], this.#rows.get(keys[index]) ?? new Row(job, () => this.refresh())]));
      fill(this.list, [...this.#rows.values()].map((row) => row.element));
    }
    jobs.forEach((job, index) => this.#rows.get(keys[index]).set(job));
    this.element.hidden = jobs.length === 0;
    const done = jobs.filter((job) => job.state === 'DONE').map((job) => `${job.study} ${job.quick} ${job.ended}`).join();
    if (this.#done !== null && done !== this.#done) this.ended();
    this.#done = done;
  }

  destroy() {
    this.#over = true;
    clearTimeout(this.#timer);
  }
}

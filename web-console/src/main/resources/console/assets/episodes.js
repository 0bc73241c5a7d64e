// The episodes that evaluators have filmed, replayed: a canvas, its controls, and what was said of each step.

import { api } from './api.js';
import { onScheme } from './colors.js';
import { complain } from './dialogs.js';
import { fill, h, icon, text } from './dom.js';
import { EpisodeTracks } from './episode-tracks.js';
import { shortName, toNumber, value, whole, words } from './format.js';
import { Stage } from './stage.js';

/** Steps a second where time has no unit, and where people want less motion. */
const USUAL = 5;
const CALM = 2;
const SPEEDS = [0.25, 0.5, 1, 2, 4];
const calm = matchMedia('(prefers-reduced-motion: reduce)');
/** Files are written a moment after the evaluation is told of. */
const LATER_MILLIS = 700;

export class Episodes {
  #list = [];
  #shown = null;
  #step = 0;
  #timer = null;
  #wait = null;

  constructor(run, colors) {
    this.run = run;
    this.choice = h('select', { 'aria-label': 'Episode', onchange: () => this.#open(this.choice.value) });
    this.source = h('a.quiet', { target: '_blank', rel: 'noopener', title: 'The numbers, as JSON' }, '{ }');
    this.wide = h('button.quiet', { type: 'button', 'aria-label': 'Enlarge the episode', 'aria-pressed': 'false', onclick: () => this.#widen() }, icon('expand'));
    this.canvas = h('canvas', { role: 'img' });
    this.undrawn = h('p.sub', { hidden: true }, 'This world does not draw itself; its numbers are below.');
    this.stage = new Stage(this.canvas);
    this.tracks = new EpisodeTracks(colors, (step) => this.#seek(step));
    this.play = this.#button('Play', 'play', () => (this.#timer === null ? this.#start() : this.#stop()));
    this.scrubber = h('input', { type: 'range', min: '0', value: '0', step: '1', 'aria-label': 'Step', oninput: () => this.#seek(Number(this.scrubber.value)) });
    this.speed = h('select', { 'aria-label': 'Speed', onchange: () => this.#timer !== null && this.#start() }, SPEEDS.map((speed) => h('option', { value: String(speed), selected: speed === 1 }, `${speed}×`)));
    this.now = h('output');
    this.body = h(
      'div.replayed',
      { tabindex: '-1', role: 'group', 'aria-label': 'Replay: space bar plays, arrow keys step' },
      h('div.screen', this.canvas, this.undrawn,
        h('div.controls', this.#button('One step back', 'back', () => this.#seek(this.#step - 1)), this.play, this.#button('One step on', 'next', () => this.#seek(this.#step + 1)), this.scrubber, this.speed),
        h('p.sub', this.now)),
      this.tracks.element,
    );
    this.element = h(
      'section.card.episodes',
      { id: 'episodes', 'aria-label': 'Episodes', hidden: true, onkeydown: (event) => this.#key(event) },
      h('header', h('h2', 'Episodes'), h('span.spring'), this.source, this.wide),
      h('p', this.choice),
      this.body,
    );
    this.observer = new ResizeObserver(() => this.stage.draw(this.#step));
    this.observer.observe(this.canvas);
    this.unwatch = onScheme(() => {
      this.tracks.rebuild();
      this.#show();
    });
  }

  #button(name, drawing, onclick) {
    return h('button.quiet', { type: 'button', 'aria-label': name, title: name, onclick }, icon(drawing));
  }

  /** There may be new ones soon. */
  later() {
    clearTimeout(this.#wait);
    this.#wait = setTimeout(() => this.refresh(), LATER_MILLIS);
  }

  async refresh() {
    try {
      const list = await api.episodes(this.run);
      const idle = this.#timer === null && this.#step === 0;
      const newest = this.#list[0]?.episode !== list[0]?.episode;
      this.#list = list;
      this.element.hidden = list.length === 0;
      if (list.length === 0) return;
      const kept = list.some((one) => one.episode === this.#shown?.summary.episode);
      const next = kept && !(idle && newest) ? this.#shown.summary.episode : list[0].episode;
      fill(this.choice, list.map((one) => h('option', { value: one.episode, selected: one.episode === next }, titled(one))));
      if (next !== this.#shown?.summary.episode) await this.#open(next);
    } catch (error) {
      complain(error);
    }
  }

  async #open(id) {
    this.#stop();
    try {
      const episode = await api.episode(this.run, id);
      for (const track of episode.tracks) track.values = track.values.map(toNumber);
      this.#shown = episode;
      this.source.href = api.episodeLink(this.run, id);
      this.canvas.hidden = episode.frames.length === 0;
      this.undrawn.hidden = episode.frames.length > 0;
      this.scrubber.max = String(episode.summary.length);
      this.stage.set(episode.frames);
      this.tracks.set(episode.tracks);
      this.#seek(0);
    } catch (error) {
      complain(error);
    }
  }

  /** Steps a second at the chosen speed. */
  #rate() {
    if (calm.matches) return CALM;
    const { stepSeconds } = this.#shown;
    return Number(this.speed.value) * (stepSeconds > 0 ? 1 / stepSeconds : USUAL);
  }

  #start() {
    this.#stop();
    if (!this.#shown) return;
    if (this.#step >= this.#shown.summary.length) this.#go(0);
    const begun = performance.now();
    const from = this.#step;
    const rate = this.#rate();
    const tick = () => {
      const step = from + Math.floor(((performance.now() - begun) / 1000) * rate);
      if (step !== this.#step) this.#go(step);
      if (this.#step >= this.#shown.summary.length) this.#stop();
      else this.#timer = requestAnimationFrame(tick);
    };
    this.#timer = requestAnimationFrame(tick);
    this.#label('Pause', 'pause');
  }

  #stop() {
    if (this.#timer !== null) cancelAnimationFrame(this.#timer);
    this.#timer = null;
    this.#label('Play', 'play');
  }

  #label(name, drawing) {
    this.play.setAttribute('aria-label', name);
    this.play.title = name;
    this.play.replaceChildren(icon(drawing));
  }

  /** Shows a step that a person asks for; where it plays, it goes on from there. */
  #seek(step) {
    this.#go(step);
    if (this.#timer !== null) this.#start();
  }

  #go(step) {
    if (!this.#shown) return;
    this.#step = Math.max(0, Math.min(this.#shown.summary.length, step));
    this.#show();
  }

  #show() {
    if (!this.#shown) return;
    const { summary, stepSeconds, tracks } = this.#shown;
    this.scrubber.value = String(this.#step);
    const reward = tracks.find((track) => track.name === 'signals.reward');
    const so = reward ? `, reward so far ${value(reward.values.slice(0, this.#step).reduce((sum, one) => sum + one, 0))}` : '';
    const time = stepSeconds > 0 ? `, ${value(this.#step * stepSeconds)} s` : '';
    const end = this.#step === summary.length && summary.ending !== 'RUNNING' ? `, ${words(summary.ending).toLowerCase()}` : '';
    text(this.now, `Step ${whole(this.#step)} of ${whole(summary.length)}${time}${so}${end}`);
    this.scrubber.setAttribute('aria-valuetext', this.now.textContent);
    this.canvas.setAttribute('aria-label', `${titled(summary)}: ${this.now.textContent}`);
    this.stage.draw(this.#step);
    this.tracks.at(this.#step);
  }

  #key(event) {
    if (event.target.closest('select, summary, a')) return;
    const jump = { ArrowLeft: this.#step - 1, ArrowRight: this.#step + 1, Home: 0, End: Infinity }[event.key];
    const range = event.target === this.scrubber;
    if (jump !== undefined && !range) {
      event.preventDefault();
      this.#stop();
      this.#seek(jump);
    } else if (event.key === ' ' && !event.target.closest('button')) {
      event.preventDefault();
      if (this.#timer === null) this.#start();
      else this.#stop();
    }
  }

  /** Over the whole width above the charts, or back. */
  #widen() {
    const columns = this.element.closest('.columns');
    const large = !this.element.classList.contains('large');
    this.element.classList.toggle('large', large);
    this.wide.setAttribute('aria-pressed', String(large));
    if (large) {
      this.home = this.element.nextElementSibling;
      columns.insertBefore(this.element, columns.querySelector('#charts'));
    } else {
      this.home.before(this.element);
    }
    this.wide.focus();
  }

  destroy() {
    this.#stop();
    clearTimeout(this.#wait);
    this.observer.disconnect();
    this.unwatch();
    this.tracks.destroy();
  }
}

function titled({ evaluator, update, length, reward }) {
  const earned = reward === null ? '' : `, return ${value(reward)}`;
  return `${shortName(evaluator)} at update ${whole(update)}: ${whole(length)} steps${earned}`;
}

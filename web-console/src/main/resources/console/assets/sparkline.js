// A run's return, or its first component, in the size of a word.

import { api } from './api.js';
import { toNumber } from './format.js';

const POINTS = 60;
const WIDTH = 88;
const HEIGHT = 22;
/** It is drawn afresh when the run has come this much further. */
const GROWTH = 1.02;

/** One for all of them: a list may have hundreds. */
const lines = new WeakMap();
const seen = new IntersectionObserver((entries) => entries.forEach(({ target, isIntersecting }) => lines.get(target).see(isIntersecting)));

export class Sparkline {
  #visible = false;
  #updates = -1;
  #wanted = 0;
  #busy = false;

  constructor(run) {
    this.run = run;
    this.element = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    this.element.setAttribute('class', 'spark');
    this.element.setAttribute('viewBox', `0 0 ${WIDTH} ${HEIGHT}`);
    this.element.setAttribute('aria-hidden', 'true');
    this.path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    this.element.append(this.path);
    lines.set(this.element, this);
    seen.observe(this.element);
  }

  /** It has come into the window, or left it. */
  see(visible) {
    this.#visible = visible;
    this.#draw();
  }

  /** Tells how far the run is, and which series to draw. */
  reached(updates, series) {
    this.#wanted = updates;
    this.series = series;
    this.#draw();
  }

  async #draw() {
    const due = this.#updates < 0 || this.#wanted > this.#updates * GROWTH || this.#wanted < this.#updates;
    if (this.#busy || !due || !this.series || !this.#visible) return;
    this.#busy = true;
    this.#updates = this.#wanted;
    try {
      const [series] = await api.metrics(this.run, POINTS, [this.series]);
      if (series) this.path.setAttribute('d', line(series.steps, series.values.map(toNumber)));
    } catch {
      // without a picture the line still has its numbers
    } finally {
      this.#busy = false;
    }
  }
}

function line(xs, ys) {
  const points = xs.map((x, index) => [x, ys[index]]).filter(([, y]) => Number.isFinite(y));
  if (points.length < 2) return '';
  const least = Math.min(...points.map(([, y]) => y));
  const range = Math.max(...points.map(([, y]) => y)) - least || 1;
  const first = points[0][0];
  const length = points[points.length - 1][0] - first || 1;
  return points
    .map(([x, y], index) => `${index ? 'L' : 'M'}${(((x - first) / length) * WIDTH).toFixed(1)} ${(HEIGHT - 1 - ((y - least) / range) * (HEIGHT - 2)).toFixed(1)}`)
    .join('');
}

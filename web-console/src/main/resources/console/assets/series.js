// The points of a run's metric series, as far as this page has them.

import { toNumber } from './format.js';

export const MAX_POINTS = 1500;
/** So many points of one series call for a fresh, thinned copy. */
const TOO_MANY = 3 * MAX_POINTS;
const NEXT = '.next';

/**
 * `critics.reach/loss` is the metric `loss` of the slot `critics.reach`; `learner/return.reach` is the component `reach`
 * of the metric `return` of the slot `learner`. What a line is called and coloured after is its `owner`.
 * `critics.reach.next/loss` is the loss of a newcomer that shares the slot `critics.reach` or shared it once.
 */
function split(name) {
  const at = name.lastIndexOf('/');
  const path = at < 0 ? 'run' : name.slice(0, at);
  const newcomer = path.endsWith(NEXT);
  const slot = newcomer ? path.slice(0, -NEXT.length) : path;
  const metric = name.slice(at + 1);
  const dot = metric.indexOf('.');
  if (dot <= 0) return { slot, newcomer, metric, owner: slot, full: slot };
  const part = metric.slice(dot + 1);
  return { slot, newcomer, metric: metric.slice(0, dot), owner: part, full: `${slot} ${part}` };
}

export class SeriesStore {
  all = new Map();

  /** Call before asking for metrics: what arrives by events from now on is kept by {@link load}. */
  mark() {
    for (const series of this.all.values()) series.marked = series.values.length;
  }

  /** Takes what GET metrics answers. */
  load(items) {
    const next = new Map();
    for (const item of items) {
      const fresh = this.#make(item.name);
      const known = this.all.get(item.name);
      const last = item.updates.length ? item.updates[item.updates.length - 1] : -1;
      const arrived = known ? known.updates.findIndex((update, i) => i >= (known.marked ?? 0) && update > last) : -1;
      const kept = arrived < 0 ? { updates: [], steps: [], values: [] } : known;
      fresh.updates = item.updates.concat(kept.updates.slice(arrived));
      fresh.steps = item.steps.concat(kept.steps.slice(arrived));
      fresh.values = item.values.map(toNumber).concat(kept.values.slice(arrived));
      next.set(item.name, fresh);
    }
    this.all = next;
  }

  /** Takes an event's values; returns whether a series appeared. */
  append(event) {
    let appeared = false;
    for (const [name, value] of Object.entries(event.metrics ?? {})) {
      let series = this.all.get(name);
      if (!series) {
        series = this.#make(name);
        this.all.set(name, series);
        appeared = true;
      }
      const last = series.updates[series.updates.length - 1];
      if (last !== undefined && event.update <= last) continue;
      series.updates.push(event.update);
      series.steps.push(event.steps);
      series.values.push(toNumber(value));
    }
    return appeared;
  }

  /** The run went back: what was reported after an update is void. */
  cut(update) {
    for (const series of this.all.values()) {
      let kept = series.updates.length;
      while (kept > 0 && series.updates[kept - 1] > update) kept--;
      for (const list of [series.updates, series.steps, series.values]) list.length = kept;
    }
  }

  #make(name) {
    return { name, ...split(name), updates: [], steps: [], values: [] };
  }

  get crowded() {
    for (const series of this.all.values()) if (series.values.length > TOO_MANY) return true;
    return false;
  }

  /** The series by metric: one chart each. Newcomers come after the parts whose slots they share. */
  byMetric() {
    const charts = new Map();
    for (const series of this.all.values()) {
      if (!charts.has(series.metric)) charts.set(series.metric, []);
      charts.get(series.metric).push(series);
    }
    for (const list of charts.values()) list.sort((a, b) => a.newcomer - b.newcomer);
    return charts;
  }

  /** Where an update is on an axis of steps. */
  stepsAt(update) {
    let longest = null;
    for (const series of this.all.values()) {
      if (!longest || series.updates.length > longest.updates.length) longest = series;
    }
    if (!longest || longest.updates.length === 0) return null;
    const { updates, steps } = longest;
    const right = updates.findIndex((known) => known >= update);
    if (right < 0) return steps[steps.length - 1];
    if (right === 0) return steps[0];
    const share = (update - updates[right - 1]) / (updates[right] - updates[right - 1]);
    return steps[right - 1] + share * (steps[right] - steps[right - 1]);
  }
}

/**
 * Exponential moving average without the pull towards zero at the beginning; what is not finite is left out.
 * @param weight of the past, 0 to 1
 */
export function smooth(values, weight) {
  if (weight <= 0) return values;
  let mean = 0;
  let norm = 0;
  return values.map((value) => {
    if (!Number.isFinite(value)) return value;
    mean = weight * mean + (1 - weight) * value;
    norm = weight * norm + (1 - weight);
    return mean / norm;
  });
}

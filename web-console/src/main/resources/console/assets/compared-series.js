// The series of several runs, ordered by what they measure: a chart for each, with a line for each run.

import { words } from './format.js';
import { SeriesStore } from './series.js';

export class ComparedSeries {
  #stores;

  constructor(runs) {
    this.#stores = new Map(runs.map((run) => [run, new SeriesStore()]));
  }

  load(run, items) {
    this.#stores.get(run).load(items);
  }

  /** Takes an event of one of the runs; returns whether a series appeared. */
  append(event) {
    return this.#stores.get(event.run).append(event);
  }

  /** All series of all runs, by run and name. */
  get all() {
    const all = new Map();
    for (const [run, store] of this.#stores) for (const [name, series] of store.all) all.set(`${run} ${name}`, series);
    return all;
  }

  /** Charts by what is measured; a line belongs to its run. */
  byMetric() {
    const charts = new Map();
    for (const [run, store] of this.#stores) {
      for (const series of store.all.values()) {
        if (series.newcomer) continue;
        const title = titleOf(series);
        if (!charts.has(title)) charts.set(title, []);
        // The arrays are the store's own, so that a line grows with its run.
        charts.get(title).push({ ...series, name: `${run} ${series.name}`, owner: run, full: run });
      }
    }
    return charts;
  }

  /** Changes are not marked: each run has its own. */
  stepsAt() {
    return null;
  }
}

/** The name of a series in its run. */
export function nameInRun(name) {
  return name.slice(name.indexOf(' ') + 1);
}

/** `critics.reach/loss` is the loss of critics.reach; what only the run itself reports needs no slot. */
function titleOf({ name, slot }) {
  const metric = name.slice(name.lastIndexOf('/') + 1);
  return slot === 'run' ? metric : `${words(metric)} of ${slot}`;
}

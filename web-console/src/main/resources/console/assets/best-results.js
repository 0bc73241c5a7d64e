// The best run of each spec, and the newest reports of studies.

import { component, headline, toNumber, value, words } from './format.js';

const SPECS = 5;
const STUDIES = 3;

/** What tells most of a run and is better where it is higher: its return, else its coverage, else the first component. */
function score(metrics) {
  const returns = headline(metrics);
  const coverage = Object.keys(metrics).find((name) => name.endsWith('/coverage'));
  const name = returns.length === 1 ? returns[0] : (coverage ?? returns[0]);
  const number = name === undefined ? NaN : toNumber(metrics[name]);
  return Number.isFinite(number) ? { number, measure: component(name) } : null;
}

/** @returns the best run of each of the newest specs, then the newest studies */
export function best(runs, studies) {
  const specs = new Map();
  for (const run of runs) {
    const found = score(run.metrics);
    if (!found) continue;
    const known = specs.get(run.name) ?? { tried: 0 };
    const better = known.run === undefined || found.number > known.found.number;
    specs.set(run.name, { tried: known.tried + 1, run: better ? run : known.run, found: better ? found : known.found });
  }
  const ofRuns = [...specs.values()].slice(0, SPECS).map(({ run, found, tried }) => ({
    title: run.run,
    link: `#/runs/${encodeURIComponent(run.run)}`,
    more: tried > 1 ? `best of ${tried} runs of ${run.name}` : `the only run of ${run.name}`,
    shown: value(found.number),
    measure: words(found.measure).toLowerCase(),
  }));
  return [...ofRuns, ...reports(studies)];
}

function reports(studies) {
  return studies
    .flatMap((study) => [study.last && { study, ...study.last, form: '' }, study.lastQuick && { study, ...study.lastQuick, form: '/quick' }].filter(Boolean))
    .sort((a, b) => b.finished.localeCompare(a.finished))
    .slice(0, STUDIES)
    .map(({ study, summary, form, finished }) => ({
      title: study.name,
      link: `#/studies/${encodeURIComponent(study.name)}${form}`,
      more: `${summary.bestBaseline ? `${summary.metric}: ${value(summary.difference)} beyond ${summary.bestBaseline}` : study.title}, ${finished.slice(0, 10)}`,
      badge: summary.passed ? { tone: 'good', text: 'All bars reached' } : { tone: 'waits', text: 'Bars missed' },
    }));
}

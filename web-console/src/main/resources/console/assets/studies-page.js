// All studies that installed bundles bring, and what came of them.

import { api, session } from './api.js';
import { complain } from './dialogs.js';
import { fill, h, icon, text } from './dom.js';
import { count, value } from './format.js';
import { listen } from './live.js';
import { StudyJobs } from './study-jobs.js';
import { studyVerdict } from './study-verdict.js';

const COLUMNS = ['Study', 'System', 'Result', 'Ahead of the best baseline', 'Bars', 'Size', ''];

/** The whole study's report if there is one, else that of its short form. */
const newest = (study) => (study.last ? { ...study.last, quick: false } : study.lastQuick && { ...study.lastQuick, quick: true });

function verdict(result) {
  if (!result) return h('span.sub', 'Not carried out here');
  return h('span', studyVerdict(result.summary), result.quick && h('span.sub', 'short form'));
}

function row(study, begin) {
  if (study.problem) return broken(study);
  const result = newest(study);
  const address = `#/studies/${encodeURIComponent(study.name)}${result?.quick ? '/quick' : ''}`;
  const name = result ? h('a', { href: address }, study.name) : h('strong', study.name);
  const summary = result?.summary;
  const counted = summary?.checks.filter((check) => check.counts) ?? [];
  const reached = counted.filter((check) => check.reached).length;
  return h(
    'tr',
    { 'data-study': study.name },
    h('td.name', name, h('span.sub', study.title)),
    h('td', { 'data-label': 'System' }, study.system || '–', study.paper && h('span.sub', study.paper)),
    h('td', { 'data-label': 'Result' }, verdict(result), result && h('span.sub', result.finished.slice(0, 10))),
    h('td', { 'data-label': 'Ahead' }, summary?.bestBaseline
      ? [`${value(summary.difference)} `, h('span.sub', `${summary.metric} beyond ${summary.bestBaseline}, 95 % ${interval(summary.interval)}`)]
      : '–'),
    h('td.number', { 'data-label': 'Bars' }, summary ? `${reached} of ${counted.length}` : '–'),
    h('td.number', { 'data-label': 'Size' }, `${study.runs} runs`, h('span.sub', `${count(study.steps)} steps, ${study.seeds} seeds`)),
    h('td.do', begin && h('button', { type: 'button', 'aria-label': `Carry out ${study.name}`, 'data-action': 'carry-out', onclick: () => begin(study) }, icon('play'), h('span', 'Carry out…'))),
  );
}

const broken = ({ name, problem }) => h(
  'tr',
  { 'data-study': name },
  h('td.name', h('strong', name)),
  h('td', { colspan: COLUMNS.length - 1 }, h('span.badge.bad', 'Cannot be carried out'), h('span.reason.block', problem.message)),
);

const interval = ([low, high]) => `[${value(low)}, ${value(high)}]`;

export function studiesPage(page) {
  document.title = 'Studies · Polycritic';
  const total = h('p.sub');
  const body = h('div');
  const jobs = new StudyJobs(() => true, () => load());
  const begin = session.may('OPERATOR') && ((study) => jobs.begin(study).catch(complain));
  const load = () => api.studies().then((studies) => {
    const systems = studies.filter((study) => study.system);
    const others = studies.filter((study) => !study.system);
    text(total, `${studies.length} known, ${studies.filter(newest).length} with a report`);
    fill(
      body,
      [['Published systems', systems], ['Other comparisons', others]].map(([title, group]) =>
        group.length > 0 && h('section.kind', h('h2', title), h('div.card.scroll', h('table.list',
          h('thead', h('tr', COLUMNS.map((column, index) => h(index === 4 || index === 5 ? 'th.number' : 'th', { scope: 'col' }, column)))), h('tbody', group.map((study) => row(study, begin))))))),
      studies.length === 0 && h('p.empty', 'No study is installed.'),
    );
  }, complain);
  fill(page, h('header.head', h('h1', 'Studies'), total), h('p.sub', 'A method against its baselines over several seeds, carried out here or by ', h('code', 'polycritic study NAME'), '.'), jobs.element, body);
  jobs.refresh();
  const stop = listen(null, () => {}, load);
  return () => {
    stop();
    jobs.destroy();
  };
}

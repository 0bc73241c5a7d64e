// The report of one study: bars, plots whose dots lead to their runs, and the table.

import { api, session } from './api.js';
import { complain } from './dialogs.js';
import { fill, h, icon } from './dom.js';
import { count, duration, value, words } from './format.js';
import { listen } from './live.js';
import { StudyJobs } from './study-jobs.js';
import { studyVerdict } from './study-verdict.js';

const interval = (one) => (one ? `${value(one.estimate)} [${value(one.low)}, ${value(one.high)}]` : '–');

/** A picture that the server has drawn, made part of the page, so that it has the page's colours; its dots are links. */
function picture(root) {
  const drawing = document.importNode(root, true);
  drawing.setAttribute('role', 'group');
  return h('div.drawing', drawing);
}

function bars(report) {
  if (report.bars.length === 0) return h('p.sub', 'No bars apply to these arms.');
  return h('ul.bars', report.bars.map((bar) => {
    const [kind, mark] = !bar.counts ? ['sub', bar.reached ? 'holds' : 'does not hold'] : bar.reached ? ['good', 'reached'] : ['bad', 'missed'];
    return h('li', h(`span.badge.${kind}`, mark), h('span', bar.text), !bar.counts && h('span.sub', 'reported only'));
  }));
}

function arms(report) {
  return h('table.outcomes',
    h('thead', h('tr', ['Arm', 'Steps', 'Tuned out of', 'Remark'].map((name) => h('th', { scope: 'col' }, name)))),
    h('tbody', report.arms.map((arm) => h('tr',
      h('td', arm.name === report.method ? h('strong', arm.name) : arm.name),
      h('td', count(arm.steps)),
      h('td', arm.trials ? `${arm.trials} trials` : '–'),
      h('td.what', [arm.tuned, arm.because].filter(Boolean).join('; '))))));
}

function figures(report, metric) {
  const own = report.figures.filter((figure) => figure.metric === metric);
  const worlds = own.some((figure) => figure.world);
  const head = ['Arm', worlds && 'World', 'IQM [95 %]', 'Mean', `${report.method} ahead by [95 %]`, 'P(better)', 'Runs'].filter(Boolean);
  return h('table.outcomes',
    h('thead', h('tr', head.map((name) => h('th', { scope: 'col' }, name)))),
    h('tbody', own.map((figure) => h('tr',
      h('td', figure.arm === report.method ? h('strong', figure.arm) : figure.arm),
      worlds && h('td', figure.world || 'all'),
      h('td', interval(figure.iqm)),
      h('td', value(figure.mean)),
      h('td', interval(figure.ahead)),
      h('td', figure.improvement ? value(figure.improvement.estimate) : '–'),
      h('td.runs', figure.runs.map((run, index) => [index ? ' ' : '', h('a', { href: `#/runs/${encodeURIComponent(run)}`, title: run }, value(figure.values[index]))]))))));
}

function metricSection(report, quick, metric) {
  const has = (all) => all.some((one) => one.metric === metric);
  const plots = ['intervals', has(report.curves) && 'curves', has(report.profiles) && 'profiles'].filter(Boolean);
  const drawings = h('div.drawings', plots.map((plot) => {
    const place = h('div');
    api.plot(report.study, quick, metric, plot).then((svg) => fill(place, picture(svg)), complain);
    return place;
  }));
  return h('section.card.metric', { 'data-metric': metric }, h('h2', words(metric)), drawings, h('details', h('summary', 'Numbers and runs'), h('div.scroll', figures(report, metric))));
}

function show(page, report, quick, { jobs, begin }) {
  document.title = `${report.study} · Polycritic`;
  const metrics = [...new Set(report.figures.map((figure) => figure.metric))];
  const { summary } = report;
  fill(page,
    h('header.head', h('h1', report.study), studyVerdict(summary), quick && h('span.badge', 'short form'), h('span.spring'), begin && h('button', { type: 'button', 'data-action': 'carry-out', onclick: begin }, icon('play'), h('span', 'Carry out again…')), h('a.quiet', { href: api.studyLink(report.study, quick), target: '_blank', rel: 'noopener' }, 'JSON')),
    h('p', report.title, [report.system, report.paper].filter(Boolean).map((part) => [' · ', part])),
    h('p.sub', `${report.verdict}. Finished ${report.finished.replace('T', ' ').replace('Z', ' UTC')}, took ${duration(report.seconds)}.`),
    jobs.element,
    h('section.card', h('h2', 'Bars'), bars(report)),
    metrics.map((metric) => metricSection(report, quick, metric)),
    h('section.card', h('h2', 'Arms'), h('div.scroll', arms(report))),
  );
}

export function studyPage(page, study, form) {
  page.classList.add('study');
  const quick = form === 'quick';
  document.title = `${study} · Polycritic`;
  const jobs = new StudyJobs((job) => job.study === study, () => load());
  const begin = session.may('OPERATOR') && (() => api.studies().then((all) => jobs.begin(all.find((one) => one.name === study))).catch(complain));
  const load = () => api.study(study, quick).then(
    (report) => page.isConnected && show(page, report, quick, { jobs, begin }),
    (refusal) => {
      if (!page.isConnected) return;
      if (refusal.status === 404) fill(page, h('p.empty', `${refusal.message}. `, h('a', { href: '#/studies' }, 'Studies')));
      else complain(refusal);
    },
  );
  jobs.refresh();
  const stop = listen(null, () => {}, load);
  return () => {
    stop();
    jobs.destroy();
  };
}

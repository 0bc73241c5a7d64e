// What somebody should look at, and what has just happened.

import { tell } from './history.js';
import { words } from './format.js';

const DAY_MILLIS = 86_400_000;
const MOST = 8;
const runLink = (id) => `#/runs/${encodeURIComponent(id)}`;
/** Runs that failed or wait are told one by one. */
const TOLD_OTHERWISE = new Set(['runs']);
/** What a journal has besides what people, guards and faults did; what became of a change is told where it was refused. */
const ROUTINE = new Set(['snapshot', 'continued']);

/** The worst first: `{tone, title, why, link, when}`. */
export function attention({ runs, system, bundles, journals }) {
  const found = [
    ...checks(system),
    ...runs.filter((run) => run.state === 'FAILED').map((run) => ({ tone: 'bad', title: `${run.run} has failed`, why: problem(run), link: runLink(run.run) })),
    ...runs.filter((run) => run.state === 'WAITING_FOR_PLUGIN').map((run) => ({ tone: 'waits', title: `${run.run} waits`, why: problem(run), link: runLink(run.run) })),
    ...rollbacks(journals),
    ...bundles.filter((bundle) => bundle.problem).map((bundle) => ({ tone: 'bad', title: `${bundle.name}@${bundle.version} does not work`, why: bundle.problem, link: '#/plugins' })),
  ];
  found.sort((a, b) => Number(b.tone === 'bad') - Number(a.tone === 'bad'));
  const rest = found.length - MOST;
  return rest > 0
    ? [...found.slice(0, MOST), { tone: 'waits', title: `${rest} more`, why: 'among the runs', link: '#/runs' }]
    : found;
}

function checks(system) {
  return (system?.checks ?? [])
    .filter(({ name, status }) => status !== 'UP' && !TOLD_OTHERWISE.has(name))
    .map(({ name, status, messages }) => ({ tone: status === 'DOWN' ? 'bad' : 'waits', title: words(name), why: messages.join('; '), link: '#/system' }));
}

/** A word and what follows it; entries that tell it all by themselves need no word. */
function said(entry) {
  const told = tell(entry);
  const word = words(entry.type);
  return told.startsWith(word) ? told : [word, told].filter(Boolean).join(': ');
}

const problem = (run) => (run.problem ? [run.problem.path, run.problem.message].filter(Boolean).join(': ') : '');

/** Changes of the last day that guards, faults or people took back. */
function rollbacks(journals) {
  return journals.flatMap(({ run, entries }) => entries
    .filter(({ type, time }) => type === 'rollback' && Date.now() - Date.parse(time) < DAY_MILLIS)
    .map((entry) => ({ tone: 'waits', title: `${run} was rolled back`, why: `ticket ${tell(entry)}`, link: runLink(run), when: entry.time })));
}

/** The newest first: `{when, where, what, who, link}`. Changes of runs are in their journals, with more to read. */
export function news({ journals, audit }) {
  const changes = journals.flatMap(({ run, entries }) => entries
    .filter(({ type, data }) => !ROUTINE.has(type) && (type !== 'ticket' || data.record?.state === 'REJECTED'))
    .map((entry) => ({ when: entry.time, where: run, what: said(entry), link: runLink(run) })));
  const audited = audit
    .filter(({ target, status }) => status >= 400 || !target.startsWith('/runs/'))
    .map(({ time, actor, action, status, detail }) => ({
      when: time, where: status < 400 ? 'Server' : 'Refused', what: [action, detail].filter(Boolean).join(': '), who: actor || 'somebody', link: '#/audit',
    }));
  return [...changes, ...audited].sort((a, b) => Date.parse(b.when) - Date.parse(a.when));
}

// What came of a study, as a badge.

import { h } from './dom.js';

export function studyVerdict(summary) {
  if (!summary.passed) return h('span.badge.waits', 'Bars missed');
  return summary.checks.some((check) => check.counts) ? h('span.badge.good', 'All bars reached') : h('span.badge', 'Reported');
}

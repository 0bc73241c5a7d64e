// What came of a study, as a badge.

import { h } from './dom.js';

export function studyVerdict(summary) {
  if (!summary.checks.some((check) => check.counts)) return h('span.badge', 'Reported');
  return summary.passed ? h('span.badge.good', 'All bars reached') : h('span.badge.waits', 'Bars missed');
}

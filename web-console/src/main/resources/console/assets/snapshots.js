// The snapshots of a run that are on disk: a run can begin from each of them.

import { fill, h, icon } from './dom.js';
import { bytes, duration, time, whole } from './format.js';

const KEPT = {
  recent: '',
  rollback: 'kept until a change after it is decided',
};

export class Snapshots {
  #told = '';

  /** @param fork opens the dialog for a fork from an update */
  constructor(fork) {
    this.fork = fork;
    this.element = h('ol.history');
  }

  /** A list that somebody points at stays as it is. */
  set(snapshots) {
    const now = JSON.stringify(snapshots);
    if (now === this.#told || (this.#told && this.element.matches(':hover'))) return;
    this.#told = now;
    fill(this.element, snapshots.length ? snapshots.map((snapshot) => this.#line(snapshot)) : h('li.sub', 'There is no snapshot yet.'));
  }

  #line({ update, steps, seconds, time: written, bytes: size, parameterHash, kept, problem }) {
    const name = `Fork from update ${whole(update)}`;
    return h(
      'li.entry',
      { 'data-snapshot': String(update) },
      h('span.line', h('strong', `Update ${whole(update)}`), h('span.spring'), h('code.sub', { title: `SHA-256 of all parameters: ${parameterHash}` }, parameterHash.slice(0, 10))),
      h('span.line.change', problem ? problem.message : `${whole(steps)} steps, trained ${duration(seconds)}`),
      h('span.line.sub', h('span', h('time', { datetime: written }, time(written)), ` · ${bytes(size)}`), h('span.spring'),
        problem === null && h('button.quiet', { type: 'button', 'aria-label': name, title: name, onclick: () => this.fork(update) }, icon('fork'))),
      KEPT[kept] && h('span.line.sub', KEPT[kept]),
    );
  }
}

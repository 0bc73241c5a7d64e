// How a change is watched over once it is made: guards that are ready, a condition of one's own, and for how long.

import { api } from './api.js';
import { complain } from './dialogs.js';
import { fill, h, text } from './dom.js';

const USUAL = 50;

export class WatchForm {
  #asked = 0;

  /** @param usual the updates of probation to begin with */
  constructor(run, usual = USUAL) {
    this.run = run;
    this.ready = h('div.guards');
    this.own = h('input', { type: 'text', name: 'condition', autocomplete: 'off', spellcheck: 'false', placeholder: "mean('learner/return', 50) < 10" });
    this.probation = h('input', { type: 'number', name: 'probation', min: '0', step: '1', value: String(usual) });
    this.error = h('p.error', { role: 'alert' });
    this.element = h(
      'fieldset.watch',
      h('legend', 'Probation ', h('span.sub', 'in which a fault or a guard takes the change back')),
      h('label.field', h('span', 'Updates'), this.probation),
      h('details', h('summary', 'Guards'), this.ready, h('label.field', h('span', 'Own condition'), this.own)),
      this.error,
    );
  }

  /** Offers the guards of a slot. */
  async offer(slot) {
    const asked = ++this.#asked;
    fill(this.ready, h('p.sub', 'Looking for guards…'));
    try {
      const guards = await api.guards(this.run, slot);
      if (asked === this.#asked) this.#list(guards.filter((guard) => guard.condition));
    } catch (error) {
      fill(this.ready);
      complain(error);
    }
  }

  #list(guards) {
    fill(
      this.ready,
      guards.length === 0 && h('p.sub', 'The run reports nothing that a ready guard could watch here.'),
      guards.map((guard) =>
        h('label.guard', h('input', { type: 'checkbox', name: 'guard', value: guard.id }), h('span', h('strong', guard.title), h('span.sub.block', guard.text), h('code.block', guard.condition)))),
    );
  }

  /** `{guards, probation}`, or null if an entry is wrong; the form says so. */
  read() {
    text(this.error, '');
    const guards = [...this.ready.querySelectorAll('input:checked')].map((box) => box.value);
    if (this.own.value.trim()) guards.push(this.own.value.trim());
    const probation = Number(this.probation.value);
    if (this.probation.value === '' || !Number.isInteger(probation) || probation < 0) return this.#wrong('must be a whole number of updates');
    if (guards.length && probation === 0) return this.#wrong('guards need at least one update in which they watch');
    return { guards, probation };
  }

  #wrong(message) {
    text(this.error, message);
    this.probation.focus();
    return null;
  }
}

// What becomes of the state when a part takes over, and whether old and new part share the slot for a while.

import { h } from './dom.js';

const MODES = [
  ['warm', 'Warm', 'carry the state over by name'],
  ['cold', 'Cold', 'begin anew'],
  ['shadow', 'Shadow', 'the newcomer learns beside, the old part counts, then it takes over'],
  ['distill', 'Distill', 'the newcomer is fitted to the old part, then takes over'],
  ['blend', 'Blend', 'the signals of both are interpolated until the newcomer alone counts'],
];
const SHARING = new Set(['shadow', 'distill', 'blend']);
const USUAL = 50;

export class ModeChoice {
  /**
   * @param changed is called when another mode is chosen
   * @param group its name, where a form has several
   */
  constructor(changed = () => {}, group = 'mode') {
    this.span = h('input', { type: 'number', name: 'span', min: '1', step: '1', value: String(USUAL), required: true });
    this.sharing = h('label.field', { hidden: true }, h('span', 'Updates in which they share the slot'), this.span);
    this.boxes = MODES.map(([mode, name, text], index) => {
      const box = h('input', { type: 'radio', name: group, value: mode, checked: index === 0, onchange: () => this.#choose(changed) });
      return { mode, box, element: h('label', box, h('span', h('strong', name), ` ${text}`)) };
    });
    this.element = h('div.modes', h('div.choice', { role: 'radiogroup', 'aria-label': 'State' }, this.boxes.map((one) => one.element)), this.sharing);
  }

  get mode() {
    return this.boxes.find((one) => one.box.checked).mode;
  }

  #choose(changed) {
    this.sharing.hidden = !SHARING.has(this.mode);
    changed();
  }

  /** `{mode, span}`, or null if the span is wrong. */
  read() {
    if (!SHARING.has(this.mode)) return { mode: this.mode };
    if (!this.span.reportValidity()) return null;
    return { mode: this.mode, span: Number(this.span.value) };
  }
}

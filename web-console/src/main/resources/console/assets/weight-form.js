// The weight of a slot's signal, to be changed while the run goes on.

import { api } from './api.js';
import { change, notice } from './dialogs.js';
import { h } from './dom.js';
import { value } from './format.js';

/**
 * @param label what stands before the number; without it the number is named for screen readers alone
 * @param sent is called when the person has sent a weight, before the run is asked
 * @param changed is called when the run has taken it
 * @returns the form, whose field `input` holds the number
 */
export function weightForm(run, path, weight, { label, sent = () => {}, changed }) {
  const name = label ? {} : { 'aria-label': `Weight of ${path}` };
  const input = h('input', { type: 'number', step: 'any', required: true, value: String(weight), ...name });
  const form = h(
    'form.weight',
    {
      onsubmit: async (event) => {
        event.preventDefault();
        const given = Number(input.value);
        sent();
        if (await change(() => api.set(run, { slot: path, setting: 'weight', value: given }))) {
          notice(`Weight of ${path} is ${value(given)} now.`);
          changed();
        }
      },
    },
    label ? h('label.field', h('span', label), input) : input,
    h('button', { type: 'submit' }, 'Set'),
  );
  return Object.assign(form, { input });
}

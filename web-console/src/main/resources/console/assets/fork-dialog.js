// Begins a run that has this one's history up to a journal entry, and something different from there on.

import { api } from './api.js';
import { change, complain, dialog } from './dialogs.js';
import { fill, h, icon } from './dom.js';
import { whole } from './format.js';
import { SettingChooser } from './live-settings.js';
import { ModeChoice } from './mode-choice.js';
import { PartChooser } from './part-chooser.js';

const KINDS = [
  ['part', 'Another part', 'in one of its slots'],
  ['setting', 'A setting', 'of one of its parts'],
  ['nothing', 'Nothing', 'go on as before'],
];

/**
 * @param run the run with its slots
 * @param at `{entry, update}`: the last journal entry of both, and the update at which they part; null for now
 * @param slot the slot to begin with, or null
 */
export function openFork(run, at, slot = null) {
  const first = slot ?? run.slots.find((one) => one.path.startsWith('critics.'))?.path ?? run.slots[0].path;
  const submit = h('button.primary', { type: 'submit' }, icon('fork'), h('span', 'Fork'));
  const part = new PartChooser(run, () => {});
  const mode = new ModeChoice();
  const setting = new SettingChooser();
  const slots = h('select', { name: 'of', onchange: () => offer(slots.value) }, run.slots.map((one) => h('option', { value: one.path }, one.path)));
  const name = h('input', { type: 'text', name: 'run', autocomplete: 'off', pattern: '[a-z0-9][a-z0-9._\\-]{0,63}', placeholder: `${run.run}.fork-…`, title: 'small letters, digits, . _ -' });
  const differs = h('div.differs');
  const boxes = KINDS.map(([kind, title, text], index) => h('label', h('input', { type: 'radio', name: 'differs', value: kind, checked: index === 0, onchange: () => show(kind) }), h('span', h('strong', title), ` ${text}`)));
  let kind = 'part';
  const body = h(
    'form.swap',
    { novalidate: true, onsubmit: send },
    h('p', at ? `The new run has the journal up to entry ${whole(at.entry)} and parts from this one after update ${whole(at.update)}.` : 'The new run goes on from where this one is.', ' It trains beside it.'),
    h('label.field', h('span', 'Name of the new run'), name),
    h('h3', 'Different from there on'),
    h('div.choice', { role: 'radiogroup', 'aria-label': 'Different from there on' }, boxes),
    differs,
    h('footer', h('button', { type: 'button', onclick: () => element.close() }, 'Cancel'), submit),
  );
  const element = dialog(`Fork ${run.run}`, body, { wide: true });
  slots.value = first;
  show(kind);

  function offer(path) {
    setting.offer(run.slots.find((one) => one.path === path)).catch(complain);
  }

  function show(next) {
    kind = next;
    if (kind === 'part') {
      fill(differs, part.element, h('h3', 'State'), mode.element);
      part.choose(first);
    } else if (kind === 'setting') {
      fill(differs, h('label.field', h('span', 'Slot'), slots), setting.element);
      offer(slots.value);
    } else {
      fill(differs);
    }
  }

  /** What is different, or null if an entry is wrong. */
  function difference() {
    if (kind === 'nothing') return {};
    if (kind === 'setting') {
      const read = setting.read();
      return read && { setting: read };
    }
    const read = part.read();
    const how = read && mode.read();
    return how && { swap: { ...read, ...how } };
  }

  async function send(event) {
    event.preventDefault();
    const different = difference();
    if (!different || !name.reportValidity()) return;
    submit.disabled = true;
    const fork = await change(() => api.fork(run.run, { ...(name.value && { run: name.value }), ...(at ?? {}), ...different }));
    submit.disabled = false;
    if (!fork) return;
    element.close();
    location.hash = `#/runs/${encodeURIComponent(fork.run)}`;
  }
}

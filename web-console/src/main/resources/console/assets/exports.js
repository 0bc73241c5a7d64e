// Runs as files for other tools.

import { api } from './api.js';
import { change, field, form, notice } from './dialogs.js';
import { h } from './dom.js';
import { menuButton } from './menu.js';

const FILES = [
  ['csv', 'Metrics, CSV', 'one number a line, for pandas and spreadsheets'],
  ['jsonl', 'Metrics, JSON lines', 'one object a line'],
  ['tensorboard', 'Metrics, TensorBoard', 'an event file'],
  ['spec', 'Run spec', 'to share: it starts the same run elsewhere'],
];

/** Lets the browser save what is behind an address, or a text. */
export function save(name, address) {
  const link = h('a', { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
}

export function saveText(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  save(name, address);
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Asks first whether the file can be made, so that a refusal is a sentence and not a broken file. */
async function fetchFile(run, format, more = {}) {
  const notes = await api.exportNotes(run, format, more);
  save('', api.exportLink(run, format, more));
  if (notes) notice(notes);
}

function chooseModel(view) {
  const slots = view.slots.filter(({ path }) => path === 'learner' || path.startsWith('critics.'));
  return form(
    'Export a model, ONNX',
    [
      field('Of which part', h('select', { name: 'slot' }, slots.map(({ path, plugin }) => h('option', { value: path }, `${path} (${plugin})`))), 'As of the newest snapshot.'),
      field('Which of its models', h('input', { name: 'model', autocomplete: 'off', placeholder: 'its first' }), 'Where a part has several, such as policy and value.'),
    ],
    'Export',
    async ({ slot, model }) => {
      await fetchFile(view.run, 'onnx', { slot, ...(model.trim() && { model: model.trim() }) });
      return true;
    },
  );
}

/** @param view gives the run with its slots, or null as long as it is not known */
export function exportMenu(id, view) {
  return menuButton('Export', 'save', () => [
    ...FILES.map(([format, label, hint]) => ({ label, hint, act: () => change(() => fetchFile(id, format)) })),
    view() && { label: 'Model, ONNX…', hint: 'the policy, or what a critic has learned', act: () => chooseModel(view()) },
  ]);
}

const quoted = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** What charts of several runs show, one number a line, in the columns of a run's own CSV. */
export function comparedTable(store) {
  const lines = ['run,update,steps,series,value'];
  for (const series of [...store.byMetric().values()].flat()) {
    const name = series.name.slice(series.name.indexOf(' ') + 1);
    series.values.forEach((value, index) =>
      lines.push([series.owner, series.updates[index], series.steps[index], name, number(value)].map((cell) => quoted(String(cell))).join()));
  }
  return `${lines.join('\n')}\n`;
}

const number = (value) => (value === Infinity ? 'inf' : value === -Infinity ? '-inf' : value);

/** @param store the compared series */
export function compareMenu(ids, store) {
  return menuButton('Export', 'save', () => [
    { label: 'Compared series, CSV', hint: 'the points of these charts, all runs in one table', act: () => saveText('compared.csv', 'text/csv', comparedTable(store)) },
    ...ids.map((id) => ({ label: `${id}, CSV`, hint: 'all its points', act: () => change(() => fetchFile(id, 'csv')) })),
  ]);
}

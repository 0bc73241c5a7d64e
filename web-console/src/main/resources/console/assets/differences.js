// What is not the same in several runs: plugins and settings, slot by slot.

import { json, value } from './format.js';

/**
 * @param views runs with their slots
 * @returns rows {slot, setting, values}, a text for each run, undefined where a run has no such slot or setting
 */
export function differences(views) {
  const paths = [...new Set(views.flatMap((view) => view.slots.map((slot) => slot.path)))];
  return paths.flatMap((path) => {
    const slots = views.map((view) => view.slots.find((slot) => slot.path === path));
    const settings = [...new Set(slots.flatMap((slot) => Object.keys(slot?.config ?? {})))];
    const rows = [
      { slot: path, setting: 'plugin', values: slots.map((slot) => slot && `${slot.plugin}@${slot.version}`) },
      { slot: path, setting: 'weight', values: slots.map((slot) => slot && value(slot.weight)) },
      ...settings.map((setting) => ({ slot: path, setting, values: slots.map((slot) => shown(slot?.config[setting])) })),
    ];
    return rows.filter(({ values }) => new Set(values).size > 1);
  });
}

function shown(setting) {
  return setting === undefined ? undefined : json(setting);
}

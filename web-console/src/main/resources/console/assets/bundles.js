// The bundles of plugins that people have installed: who uses them, what could be upgraded, install and remove.

import { api } from './api.js';
import { change, complain, confirm, notice } from './dialogs.js';
import { fill, h, icon } from './dom.js';
import { stateBadge } from './widgets.js';

const link = (run) => h('a', { href: `#/runs/${encodeURIComponent(run)}` }, run);

function list(items, one) {
  return items.map((item, index) => [index ? ', ' : '', one(item)]);
}

function users(bundle) {
  if (bundle.runs.length) return ['kept for ', list(bundle.runs, link)];
  if (bundle.uses.length) return ['used by ', list(bundle.uses, (use) => [link(use.run), ' ', h('code', use.slot)])];
  return 'used by no run';
}

function upgrade(offer) {
  return h('span.reason.block', { 'data-upgrade': `${offer.run} ${offer.slot}` }, link(offer.run), ' ', h('code', offer.slot), ` has ${offer.from}: ${offer.to} can be swapped in`);
}

/** @param changed is called when a bundle has come or gone */
export function bundlesSection(changed) {
  const body = h('div.card');
  const chooser = h('input', { type: 'file', name: 'jar', accept: '.jar', hidden: true, 'aria-label': 'The jar of a bundle', onchange: install });
  const button = h('button', { type: 'button', onclick: () => chooser.click() }, icon('save'), h('span', 'Install a bundle…'));
  const section = h('section.kind.bundles', h('h2', 'Installed bundles', h('span.spring'), button, chooser), body);
  let shown = '';

  async function install() {
    const [jar] = chooser.files;
    if (!jar) return;
    button.disabled = true;
    const bundle = await change(() => api.install(jar));
    button.disabled = false;
    chooser.value = '';
    if (!bundle) return;
    notice(`${bundle.name}@${bundle.version} is installed.`);
    await load();
    changed();
  }

  async function remove(bundle) {
    const pin = `${bundle.name}@${bundle.version}`;
    const force = bundle.uses.length + bundle.runs.length > 0;
    const what = bundle.uses.length
      ? `${pin} is in use. The runs that use it will wait at a safe point until the same version is installed again.`
      : bundle.runs.length
        ? `${pin} is kept for runs that were made with it. Without its jar they cannot be continued, rolled back or replayed.`
        : `Remove ${pin}? New runs will not find its plugins any more.`;
    if (!(await confirm('Remove a bundle', what, force ? 'Remove it all the same' : 'Remove'))) return;
    if (!(await change(() => api.remove(bundle.name, bundle.version, force)))) return;
    await load();
    changed();
  }

  function item(bundle) {
    const pin = `${bundle.name}@${bundle.version}`;
    return h(
      'div.plugin.bundle',
      { 'data-bundle': pin },
      h('span.who', h('strong', bundle.name), h('span.sub', `@${bundle.version}`)),
      h('span.what',
        bundle.plugins.map((plugin) => `${plugin.kind} ${plugin.id}`).join(', '),
        h('span.sub.block', users(bundle)),
        bundle.problem && h('span.reason.block', bundle.problem),
        bundle.upgrades.map(upgrade)),
      stateBadge(bundle.state),
      h('button.quiet', { type: 'button', 'aria-label': `Remove ${pin}`, title: `Remove ${pin}`, onclick: () => remove(bundle) }, icon('close')),
    );
  }

  async function load() {
    try {
      const bundles = await api.bundles();
      const now = JSON.stringify(bundles);
      if (now === shown) return;
      shown = now;
      fill(body, bundles.map(item), bundles.length === 0 && h('p.empty', 'Only the plugins of the distribution are there.'));
    } catch (error) {
      complain(error);
    }
  }

  return { element: section, load };
}

// Starts the console and shows the page that the address names.

import { comparePage } from './compare-page.js';
import { accessButton, complain } from './dialogs.js';
import { fill, h } from './dom.js';
import { pluginsPage } from './plugins-page.js';
import { runPage } from './run-page.js';
import { runsPage } from './runs-page.js';
import { studiesPage } from './studies-page.js';
import { studyPage } from './study-page.js';

const content = document.getElementById('content');
let leave = () => {};

/** Each page fills its element and returns what ends it. */
const ROUTES = [
  [/^#\/runs$/, 'runs', runsPage],
  [/^#\/runs\/([^/]+)$/, 'runs', runPage],
  [/^#\/compare\/([^/]+)$/, 'runs', comparePage],
  [/^#\/studies$/, 'studies', studiesPage],
  [/^#\/studies\/([^/]+)(?:\/(quick))?$/, 'studies', studyPage],
  [/^#\/plugins$/, 'plugins', pluginsPage],
];

function show() {
  const address = location.hash || '#/runs';
  leave();
  leave = () => {};
  document.querySelectorAll('dialog[open]').forEach((dialog) => dialog.close());
  for (const [pattern, name, page] of ROUTES) {
    const match = address.match(pattern);
    if (!match) continue;
    for (const link of document.querySelectorAll('nav a')) {
      if (link.dataset.page === name) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }
    const element = h(`div.page.${name}`);
    fill(content, element);
    scrollTo(0, 0);
    leave = page(element, ...match.slice(1).map((part) => part && decodeURIComponent(part)));
    return;
  }
  fill(content, h('p.empty', 'There is no such page. ', h('a', { href: '#/runs' }, 'Runs')));
}

accessButton(document.getElementById('access'));
document.querySelector('.skip').addEventListener('click', (event) => {
  event.preventDefault();
  content.focus();
});
addEventListener('hashchange', show);
addEventListener('unhandledrejection', (event) => complain(event.reason));
show();

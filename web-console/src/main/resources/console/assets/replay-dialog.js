// Makes a run again from its spec, its seed and its journal, and says whether the same parameters come out.

import { api, Refusal } from './api.js';
import { change, complain, dialog } from './dialogs.js';
import { fill, h, icon } from './dom.js';
import { whole } from './format.js';
import { pairs, progress, stateBadge } from './widgets.js';

const LOOK_MILLIS = 500;

/** Begins a replay, or follows the one that is under way; closing the dialog does not end it. */
export async function openReplay(id) {
  const begun = await change(() => begin(id));
  if (!begun) return;
  const bar = progress('Replay');
  const said = h('div.replay', { 'aria-live': 'polite' });
  let over = false;
  dialog(`Replay of ${id}`, h('div', h('p.sub', 'The run is made again from its spec, its seed and its journal, up to its newest snapshot. The run itself is not touched.'), bar.element, said), {
    onclose: () => {
      over = true;
    },
  });
  follow(begun);

  async function follow(replay) {
    show(replay);
    if (over || replay.state !== 'RUNNING') return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MILLIS));
    if (over) return;
    try {
      follow(await api.replayed(id));
    } catch (error) {
      complain(error);
    }
  }

  function show(replay) {
    bar.set(replay.update / Math.max(1, replay.updates), replay.state);
    fill(
      said,
      verdict(replay),
      replay.problem && h('div.problem', icon('warn'), h('strong', replay.problem.path || replay.problem.code), h('span', replay.problem.message)),
      pairs([
        ['State', stateBadge(replay.state)],
        ['Updates', `${whole(replay.update)} of ${whole(replay.updates)}`],
        ['Changes', whole(replay.changes)],
        ['Snapshot has', h('code', replay.expected)],
        ['Replay has', replay.found ? h('code', replay.found) : '–'],
      ]),
    );
  }
}

function verdict(replay) {
  if (replay.state !== 'DONE') return null;
  return h('p.verdict', { 'data-same': String(replay.same) }, icon(replay.same ? 'check' : 'warn'), h('strong', replay.same ? 'The same parameters, bit for bit.' : 'Not the same parameters.'));
}

async function begin(id) {
  try {
    return await api.replay(id);
  } catch (error) {
    const conflict = error instanceof Refusal && error.status === 409;
    const replay = conflict ? await api.replayed(id).catch(() => null) : null;
    if (replay?.state === 'RUNNING') return replay;
    throw error;
  }
}

// Keeps what the server tells, and shows it. The first message is all there is; the others are changes.
import {Chart} from '/charts.js';
import {bytes, element, happening, kind, number, rejected, sample, snapshot, span, tile} from '/parts.js';

const MOST_POINTS = 4000;
const MOST_ROWS = 200;
const MOST_REJECTED = 40;
const FEW = 10;
const REDRAW_MILLIS = 500;
const AGAIN_MILLIS = 3000;

const $ = id => document.getElementById(id);
const store = {
  model: '', tasks: [], series: new Map(), snapshots: [], happenings: [], rejected: [], reasons: {},
  samples: [], sources: {}, ahead: 0,
};
const all = {snapshots: false, rejected: false};
const changed = new Set();

const charts = [
  {title: 'Score', prefix: 'score/', unit: 'test-then-train'},
  {title: 'Loss', prefix: 'loss/', unit: 'unweighted mean', from: 0},
  {title: 'Loss weights', prefix: 'weight/', from: 0},
  {title: 'Gradient norms', prefix: 'gradient/', unit: 'on what tasks share', from: 0},
  {title: 'Gradient cosines', prefix: 'cosine/', unit: 'below 0: at odds', from: -1, to: 1},
  {title: 'Throughput', prefix: 'rate/', unit: 'events per second', from: 0},
  {title: 'Lag', prefix: 'lag/', unit: 'events that no snapshot covers', from: 0},
  {title: 'Freshness', prefix: 'age/', unit: 'seconds', from: 0},
  {title: 'Checkpoints', prefix: 'checkpoint/', unit: 'seconds', from: 0},
].map(chart => new Chart($('plots'), chart));

function add(point) {
  let line = store.series.get(point.series);
  if (!line) store.series.set(point.series, line = {t: [], v: []});
  line.t.push(point.time);
  line.v.push(point.value);
  if (line.t.length > MOST_POINTS) {
    const half = MOST_POINTS / 2;
    line.t = line.t.filter((_, i) => i >= half || i % 2 === 0);
    line.v = line.v.filter((_, i) => i >= half || i % 2 === 0);
  }
}

const heard = {
  board(board) {
    Object.assign(store, {
      model: board.model, tasks: board.tasks, series: new Map(Object.entries(board.series)),
      snapshots: board.snapshots, happenings: board.happenings, rejected: board.rejected,
      reasons: board.rejectedByReason, samples: board.samples, sources: board.sources,
      ahead: board.now - Date.now(),
    });
    $('model').textContent = board.model;
    document.title = board.model + ' · Headwater';
    return ['charts', 'now', 'samples', 'snapshots', 'rejected', 'happenings'];
  },
  points(points) {
    points.forEach(add);
    return ['charts', 'now'];
  },
  snapshot(value) {
    store.snapshots = [value, ...store.snapshots].slice(0, MOST_ROWS);
    return ['snapshots', 'now'];
  },
  happening(value) {
    store.happenings = [value, ...store.happenings].slice(0, MOST_ROWS);
    $('announcer').textContent = kind(value) + ': ' + value.text;
    return ['happenings', 'charts', 'now'];
  },
  rejected(value) {
    store.rejected = [value, ...store.rejected].slice(0, MOST_REJECTED);
    return ['rejected', 'now'];
  },
  reasons(value) {
    store.reasons = value;
    return ['rejected', 'now'];
  },
  samples(value) {
    store.samples = value;
    return ['samples'];
  },
  sources(value) {
    store.sources = value;
    return ['now'];
  },
};

const serverTime = () => Date.now() + store.ahead;
const latest = name => store.series.get(name)?.v.at(-1);
const count = reasons => Object.values(reasons).reduce((sum, each) => sum + each, 0);

const shown = {
  charts() {
    const end = serverTime();
    const seconds = Number($('range').value);
    const start = seconds ? end - 1000 * seconds : 0;
    const first = [...store.series.values()].reduce((least, line) => Math.min(least, line.t[0]), end);
    charts.forEach(chart => chart.show(store.series, store.happenings, first, start, end));
  },
  now() {
    const newest = store.snapshots[0];
    const lags = [...store.series].filter(([name]) => name.startsWith('lag/')).map(([, line]) => line.v.at(-1));
    const restarts = store.happenings.filter(each => each.kind === 'RESTART').length;
    $('tiles').replaceChildren(
      tile('Examples learned', number(newest?.examples), newest ? number(newest.step) + ' steps' : ''),
      tile('Learned per second', number(latest('rate/learned')), 'arrived: ' + number(latest('rate/arrived'))),
      tile('Lag', lags.length ? number(lags.reduce((sum, each) => sum + each, 0)) : '–', 'events'),
      tile('Newest snapshot', newest ? 'version ' + newest.version : '–', newest ? span((serverTime() - newest.time) / 1000) + ' ago' : ''),
      tile('Rejected', number(count(store.reasons)), 'seen since the page\'s server began'),
      tile('Restarts', 'flink' in store.sources ? number(restarts) : '–', 'flink' in store.sources ? 'seen' : 'give --flink to see them'));
    $('tasks').replaceChildren(...store.tasks.map(task => element('tr', {},
      element('th', {scope: 'row'}, task.name + ' ', element('small', {}, task.kind)),
      element('td', {class: 'number'}, number(latest('score/' + task.name)) + ' ', element('small', {}, task.metric)),
      ...['loss', 'weight', 'gradient'].map(
        prefix => element('td', {class: 'number'}, number(latest(prefix + '/' + task.name)))))));
    $('troubles').replaceChildren(...Object.entries(store.sources).filter(([, trouble]) => trouble).map(
      ([name, trouble]) => element('li', {}, name + ': ' + trouble)));
  },
  samples() {
    const version = store.samples[0]?.version;
    $('samples-note').replaceChildren(version ? 'By snapshot ' + version + ', with each event\'s own label. '
      : 'None yet: they come with the first snapshot and the first events.');
    if (version) {
      $('samples-note').append(element('span', {class: 'keys'},
        element('span', {class: 'key-said'}, '━ predicted edges and boxes'),
        element('span', {class: 'key-true'}, '┅ labelled boxes')));
    }
    $('sample-list').replaceChildren(...store.samples.map(each => sample(each, store.tasks)));
  },
  snapshots() {
    const rows = all.snapshots ? store.snapshots : store.snapshots.slice(0, FEW);
    const newest = store.snapshots[0];
    $('snapshots-note').textContent = newest ? 'Trained with ' + newest.engine + ' on ' + newest.device
      + '; the newest has ' + bytes(newest.bytes) + '.' : 'None yet.';
    $('snapshot-rows').replaceChildren(...rows.map((row, i) => snapshot(row, rows[i - 1], serverTime())));
    $('more-snapshots').hidden = all.snapshots || store.snapshots.length <= FEW;
  },
  rejected() {
    const events = all.rejected ? store.rejected : store.rejected.slice(0, FEW);
    $('rejected-note').textContent = store.rejected.length
      ? 'The newest first, with the image where there is one that can be read.' : 'None.';
    $('reasons').replaceChildren(...Object.entries(store.reasons).sort(([, one], [, other]) => other - one)
      .map(([reason, events]) => element('li', {}, reason + ' ', element('b', {}, number(events)))));
    $('rejected-list').replaceChildren(...events.map(rejected));
    $('more-rejected').hidden = all.rejected || store.rejected.length <= FEW;
  },
  happenings() {
    $('happening-list').replaceChildren(...store.happenings.map(happening));
  },
};

function show() {
  const now = [...changed];
  changed.clear();
  now.forEach(section => shown[section]());
}

function connection(state, text) {
  if ($('connection').dataset.state !== state) {
    $('connection').dataset.state = state;
    $('connection').textContent = text;
  }
}

function connect() {
  const live = new EventSource('/live');
  live.onmessage = message => {
    const {kind, value} = JSON.parse(message.data);
    heard[kind]?.(value).forEach(section => changed.add(section));
    connection('live', 'live');
  };
  live.onerror = () => {
    connection('lost', 'no connection; trying again');
    if (live.readyState === EventSource.CLOSED) setTimeout(connect, AGAIN_MILLIS);
  };
}

function theme(choice) {
  if (choice === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
  charts.forEach(chart => chart.draw());
}

$('theme').addEventListener('change', () => {
  localStorage.setItem('theme', $('theme').value);
  theme($('theme').value);
});
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => theme($('theme').value));
$('range').addEventListener('change', () => changed.add('charts'));
for (const list of ['snapshots', 'rejected']) {
  $('more-' + list).addEventListener('click', () => {
    all[list] = true;
    changed.add(list);
  });
}
$('theme').value = localStorage.getItem('theme') ?? 'auto';
theme($('theme').value);
connect();
setInterval(show, REDRAW_MILLIS);
setInterval(() => ['charts', 'now'].forEach(section => changed.add(section)), 5000);

// Small parts of the page. Text from elsewhere becomes text, never markup.

/** An element with attributes and children: elements, or texts. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== '' || key === 'hidden' || key === 'alt') made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

const WHOLE = new Intl.NumberFormat('en', {maximumFractionDigits: 0});
const SHORT = new Intl.NumberFormat('en', {maximumSignificantDigits: 3});

/** A number in three digits, or a whole one. */
export function number(value) {
  if (value == null || !Number.isFinite(value)) return '–';
  return Math.abs(value) >= 1000 ? WHOLE.format(value) : SHORT.format(value);
}

export function bytes(count) {
  const units = ['B', 'KiB', 'MiB', 'GiB'];
  let unit = 0;
  for (; count >= 1024 && unit < units.length - 1; unit++) count /= 1024;
  return number(count) + ' ' + units[unit];
}

/** A time span in words. */
export function span(seconds) {
  const s = Math.max(0, Math.round(seconds));
  if (s < 90) return s + ' s';
  if (s < 5400) return Math.round(s / 60) + ' min';
  if (s < 129600) return Math.round(s / 3600) + ' h';
  return Math.round(s / 86400) + ' days';
}

/** A time of day; with the date, unless it is today. */
export function clock(millis) {
  const time = new Date(millis);
  const today = time.toDateString() === new Date().toDateString();
  const text = (today ? '' : time.toLocaleDateString() + ' ') + time.toLocaleTimeString();
  return element('time', {datetime: time.toISOString()}, text);
}

export function withoutPrefix(name) {
  return name.slice(name.indexOf('/') + 1);
}

/** A picture of the server's own, and of no other. */
export function picture(from, alt, attributes = {}) {
  const path = /^\/images\/[0-9a-f]+\.png$/.test(from.path) ? from.path : '';
  return element('img', {src: path, width: from.width, height: from.height, alt, ...attributes});
}

const SVG = 'http://www.w3.org/2000/svg';

function boxes(said, truth) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 1 1');
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('aria-hidden', 'true');
  for (const [box, kind] of [[truth, 'true'], [said, 'said']]) {
    if (!box) continue;
    const [x, y, width, height] = box;
    const rect = document.createElementNS(SVG, 'rect');
    rect.setAttribute('class', 'box ' + kind);
    rect.setAttribute('x', x - width / 2);
    rect.setAttribute('y', y - height / 2);
    rect.setAttribute('width', width);
    rect.setAttribute('height', height);
    svg.append(rect);
  }
  return svg;
}

/** An event's picture with what the model says of it drawn over it. */
export function sample(from, tasks) {
  const frame = element('div', {class: 'frame'}, picture(from.picture, 'event ' + from.id));
  for (const each of from.predictions) {
    if (each.edges) frame.append(picture(each.edges, '', {class: 'over'}));
    if (each.box || each.trueBox) frame.append(boxes(each.box, each.trueBox));
  }
  const frames = element('div', {class: 'frames'}, frame);
  if (from.second) {
    frames.append(element('div', {class: 'frame'}, picture(from.second, 'the pair\'s other image')));
  }
  return element('li', {}, frames, ...from.predictions.map(each => said(each, tasks)));
}

function said(prediction, tasks) {
  const task = tasks.find(each => each.name === prediction.task);
  const text = element('p', {}, element('span', {class: 'task'}, prediction.task + ' '),
    element('span', {class: 'said'}, prediction.says), ' ');
  const score = prediction.score;
  if (score != null && task?.metric === 'accuracy') {
    text.append(element('span', {class: score > 0.5 ? 'right' : 'wrong'},
      score > 0.5 ? '✓ right' : '✗ it is ' + prediction.truth));
  } else if (score != null) {
    text.append(element('span', {class: 'task'}, task?.metric + ' ' + number(score)));
  } else {
    text.append(element('span', {class: 'task'}, 'label: ' + prediction.truth));
  }
  return text;
}

export function rejected(event) {
  const thumb = element('div', {class: 'thumb'},
    event.picture ? picture(event.picture, 'the rejected event\'s image') : 'no image to show');
  const text = element('div', {},
    element('p', {}, element('span', {class: 'reason'}, event.reason), ' ', clock(event.time)),
    element('p', {}, event.message),
    element('p', {class: 'soft'}, event.position));
  if (event.remedy) text.append(element('p', {class: 'soft'}, event.remedy));
  return element('li', {}, thumb, text);
}

export function snapshot(from, before, now) {
  const grown = from.parent != null && from.parent !== from.version - 1 ? ' from ' + from.parent : '';
  const version = element('th', {scope: 'row'}, String(from.version), element('small', {}, grown));
  if (!before || before.lineage !== from.lineage) {
    version.append(element('br'), element('small', {}, from.lineage ? 'lineage ' + from.lineage.slice(0, 8) : ''));
  }
  return element('tr', {}, version,
    element('td', {}, clock(from.time), ' ', element('small', {}, span((now - from.time) / 1000) + ' ago')),
    element('td', {class: 'number'}, number(from.examples)),
    element('td', {class: 'number'}, bytes(from.bytes)),
    element('td', {}, element('div', {class: 'scores'}, ...Object.entries(from.scores).map(
      ([task, score]) => element('span', {}, task + ' ', element('b', {}, number(score)))))));
}

const KINDS = {
  RESTART: 'Restart', CHECKPOINT_FAILED: 'Checkpoint failed', LINEAGE: 'New lineage',
  CONFIGURATION: 'New configuration', TRAINER: 'New trainer', REFUSED_SNAPSHOT: 'Snapshot refused',
};

export function kind(happening) {
  return KINDS[happening.kind] ?? happening.kind;
}

export function happening(from) {
  return element('li', {}, clock(from.time), element('span', {class: 'kind'}, kind(from)),
    element('span', {}, from.text));
}

export function tile(name, value, more = '') {
  return element('div', {class: 'tile'}, element('dt', {}, name),
    element('dd', {}, value, element('small', {}, more)));
}

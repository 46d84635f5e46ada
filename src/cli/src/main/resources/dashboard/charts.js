// Charts over time: a canvas that uPlot draws, a legend with the values, and a table of the same.
import uPlot from '/uplot/uPlot.esm.js';
import {element, number, withoutPrefix} from '/parts.js';

const HEIGHT = 190;
const DASHES = [[], [7, 3], [2, 3], [9, 3, 2, 3], [4, 2], [1, 2], [12, 4], [6, 2, 1, 2]];
const SVG = 'http://www.w3.org/2000/svg';

/** All series whose names begin with a prefix, over the same time as all other charts. */
export class Chart {
  constructor(place, {title, unit = '', prefix, from, to}) {
    this.prefix = prefix;
    this.title = title;
    this.bounds = [from, to];
    this.names = [];
    this.happenings = [];
    this.heading = element('h3', {}, title);
    if (unit) this.heading.append(' ', element('span', {class: 'unit'}, unit));
    this.plot = element('div', {class: 'plot', role: 'img'});
    this.legend = element('ul', {class: 'legend', 'aria-hidden': 'true'});
    this.body = element('tbody');
    this.details = element('details', {},
      element('summary', {}, 'Table of ' + title.toLowerCase()),
      element('table', {},
        element('thead', {}, element('tr', {}, ...['Series', 'Lowest', 'Highest', 'Latest'].map(
          (name, i) => element('th', {scope: 'col', class: i ? 'number' : ''}, name)))),
        this.body));
    this.details.addEventListener('toggle', () => this.fillTable());
    this.card = element('div', {class: 'plot-card', hidden: ''},
      this.heading, this.plot, this.legend, this.details);
    place.append(this.card);
    new ResizeObserver(() => this.resize()).observe(this.plot);
  }

  /** Shows the series of the store from a time on, or from the first that any has; in milliseconds. */
  show(series, happenings, first, start, end) {
    const own = [...series].filter(([name]) => name.startsWith(this.prefix));
    this.card.hidden = own.length === 0;
    if (own.length === 0) return;
    const names = own.map(([name]) => name);
    this.happenings = happenings;
    this.data = aligned(own.map(([, line]) => line), start);
    this.span = [Math.max(start / 1000, Math.min(this.data[0][0] ?? Infinity, first / 1000)), end / 1000];
    if (names.join('\n') !== this.names.join('\n')) {
      this.names = names;
      this.draw();
    } else {
      this.figure.batch(() => {
        this.figure.setData(this.data, false);
        this.figure.setScale('x', {min: this.span[0], max: this.span[1]});
      });
    }
    this.fillLegend();
    this.fillTable();
  }

  /** Draws anew, as when the colours have changed. */
  draw() {
    if (!this.names.length) return;
    const style = getComputedStyle(document.documentElement);
    const colour = name => style.getPropertyValue('--' + name).trim();
    this.colours = this.names.map((_, i) => colour('c' + i % 8));
    this.figure?.destroy();
    const axis = {space: 70, stroke: colour('soft'), grid: {stroke: colour('line'), width: 1},
      ticks: {stroke: colour('line'), width: 1}, font: '11px system-ui, sans-serif'};
    this.figure = new uPlot({
      width: this.width(),
      height: HEIGHT,
      legend: {show: false},
      cursor: {drag: {x: false, y: false}, sync: {key: 'time'}, points: {size: 6}},
      scales: {x: {time: true}, y: {range: (_, low, high) => this.range(low, high)}},
      axes: [{...axis, size: 28, values: (_, ticks) => ticks.map(each => this.time(each))}, {...axis, space: 26, size: 52, values: (_, ticks) => ticks.map(number)}],
      series: [{}, ...this.names.map((name, i) => ({
        label: withoutPrefix(name), stroke: this.colours[i], width: 2, dash: DASHES[i % 8],
        spanGaps: true, points: {show: this.data[0].length < 3}}))],
      hooks: {
        draw: [figure => mark(figure, this.happenings, colour('bad'), colour('accent'))],
        setCursor: [() => this.fillLegend()],
      },
    }, this.data, this.plot);
    this.figure.setScale('x', {min: this.span[0], max: this.span[1]});
    this.fillLegend();
  }

  /** A tick of the time axis; with the date, where the axis is longer than a day. */
  time(seconds) {
    const length = this.span[1] - this.span[0];
    const time = {hour: '2-digit', minute: '2-digit', ...(length < 600 && {second: '2-digit'})};
    const date = length > 86400 ? {month: '2-digit', day: '2-digit'} : {};
    return new Date(1000 * seconds).toLocaleString([], {...date, ...time, hour12: false});
  }

  resize() {
    this.figure?.setSize({width: this.width(), height: HEIGHT});
  }

  width() {
    return Math.max(200, this.plot.clientWidth);
  }

  range(low, high) {
    const [from, to] = this.bounds;
    if (low == null) return [from ?? 0, to ?? 1];
    const room = (high - low || Math.abs(high) || 1) * 0.08;
    return [from ?? low - room, to ?? high + room];
  }

  fillLegend() {
    const at = this.figure?.cursor.idx;
    this.legend.replaceChildren(...this.names.map((name, i) => element('li', {},
      swatch(this.colours?.[i] ?? 'currentColor', DASHES[i % 8]), withoutPrefix(name), ' ',
      element('b', {}, number((at == null ? null : this.data[i + 1][at]) ?? last(this.data[i + 1]))))));
    this.plot.setAttribute('aria-label', this.title + ', latest: ' + this.names.map(
      (name, i) => withoutPrefix(name) + ' ' + number(last(this.data[i + 1]))).join(', '));
  }

  fillTable() {
    if (!this.details.open || !this.data) return;
    this.body.replaceChildren(...this.names.map((name, i) => {
      const values = this.data[i + 1].filter(value => value != null);
      const lowest = values.reduce((one, other) => Math.min(one, other), Infinity);
      const highest = values.reduce((one, other) => Math.max(one, other), -Infinity);
      return element('tr', {}, element('th', {scope: 'row'}, withoutPrefix(name)),
        ...[lowest, highest, values.at(-1)].map(value => element('td', {class: 'number'}, number(value))));
    }));
  }
}

/** What uPlot draws: all times in seconds, then for each line its value or null at each. */
function aligned(lines, start) {
  const times = new Set();
  for (const line of lines) for (const time of line.t) if (time >= start) times.add(time);
  const sorted = [...times].sort((one, other) => one - other);
  const index = new Map(sorted.map((time, i) => [time, i]));
  const columns = lines.map(line => {
    const column = new Array(sorted.length).fill(null);
    line.t.forEach((time, i) => {
      if (time >= start) column[index.get(time)] = line.v[i];
    });
    return column;
  });
  return [sorted.map(time => time / 1000), ...columns];
}

function last(values) {
  for (let i = values.length - 1; i >= 0; i--) if (values[i] != null) return values[i];
  return null;
}

const FAILURES = ['RESTART', 'CHECKPOINT_FAILED', 'REFUSED_SNAPSHOT'];

function mark(figure, happenings, failure, other) {
  const {ctx, bbox} = figure;
  ctx.save();
  ctx.setLineDash([4, 4]);
  ctx.lineWidth = devicePixelRatio;
  for (const happening of happenings) {
    const x = figure.valToPos(happening.time / 1000, 'x', true);
    if (x < bbox.left || x > bbox.left + bbox.width) continue;
    ctx.strokeStyle = FAILURES.includes(happening.kind) ? failure : other;
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
  }
  ctx.restore();
}

function swatch(colour, dash) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('width', '20');
  svg.setAttribute('height', '4');
  const line = document.createElementNS(SVG, 'path');
  line.setAttribute('d', 'M0 2H20');
  line.setAttribute('stroke', colour);
  line.setAttribute('stroke-width', '3');
  line.setAttribute('stroke-dasharray', dash.join(' '));
  svg.append(line);
  return svg;
}

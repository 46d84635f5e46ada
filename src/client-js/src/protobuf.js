import { RefusedSnapshotError } from './errors.js';

/** Messages, names and numbers outside of tensors. ResNet-152 has some 25,000. */
const MAX_ITEMS = 2 ** 18;

/** Bytes of names, descriptions and metadata. */
const MAX_TEXT_BYTES = 2 ** 24;

const VARINT = 0;
const DELIMITED = 2;
const FIXED_32 = 5;
const TEXT = new TextDecoder('utf-8', { fatal: true });

/**
 * By message: its fields by number. A type is `varint`, `float`, `string`, `bytes` or the name of a message.
 *
 * @typedef {Readonly<Record<string, Readonly<Record<number, { name: string, type: string, repeated?: boolean }>>>>} Messages
 */

/**
 * Reads a protobuf message that has only the fields that are named, and not too many of them. Bytes stay where they are.
 *
 * @param {Uint8Array} bytes
 * @param {string} message
 * @param {Messages} messages none of them may contain itself
 * @returns {any} fields by name; repeated ones, and only those, as arrays, which may be empty
 * @throws {RefusedSnapshotError} FOREIGN if there are others, TOO_LARGE if there are too many
 * @throws {RangeError} if this is no such message
 */
export function readProtobuf(bytes, message, messages) {
  const budget = { items: MAX_ITEMS, text: MAX_TEXT_BYTES };
  return readMessage(bytes, message, messages, budget);
}

/**
 * The fields of a message that are messages, strings or bytes, without reading them.
 *
 * @param {Uint8Array} bytes
 * @returns {Generator<{ number: number, start: number, from: number, to: number }>} where the field starts, and its content is
 */
export function* delimitedFields(bytes) {
  const reader = new Reader(bytes);
  while (reader.at < bytes.length) {
    const start = reader.at;
    const tag = reader.varint();
    const content = reader.content(tag % 8);
    if (tag % 8 === DELIMITED) {
      yield { number: Math.floor(tag / 8), start, from: reader.at - content.length, to: reader.at };
    }
  }
}

/**
 * @param {Uint8Array} bytes
 * @param {string} message
 * @param {Messages} messages
 * @param {{ items: number, text: number }} budget what is left of it
 */
function readMessage(bytes, message, messages, budget) {
  const fields = messages[message];
  const found = Object.create(null);
  for (const { name, repeated } of Object.values(fields)) {
    found[name] = repeated ? [] : undefined;
  }
  const reader = new Reader(bytes);
  while (reader.at < bytes.length) {
    const tag = reader.varint();
    const number = Math.floor(tag / 8);
    const field = fields[number];
    if (field === undefined || (!field.repeated && found[field.name] !== undefined)) {
      const what = field === undefined ? `a field of number ${number}` : `'${field.name}' twice`;
      throw new RefusedSnapshotError('FOREIGN', `the payload has ${what} in a ${message}, which no exporter of Headwater writes`);
    }
    spend(budget, 'items', 1, 'messages, names and numbers outside of tensors');
    const values = readField(reader.content(tag % 8), tag % 8, field, messages, budget);
    if (field.repeated) {
      found[field.name].push(...values);
    } else {
      [found[field.name]] = values;
    }
  }
  return found;
}

/**
 * @param {Uint8Array} content
 * @param {number} wireType
 * @param {{ name: string, type: string, repeated?: boolean }} field
 * @param {Messages} messages
 * @param {{ items: number, text: number }} budget
 * @returns {any[]} one value; of packed numbers, several
 */
function readField(content, wireType, field, messages, budget) {
  const { name, type, repeated } = field;
  if (type === 'varint' && (wireType === VARINT || (wireType === DELIMITED && repeated))) {
    spend(budget, 'items', wireType === VARINT ? 0 : content.length, 'messages, names and numbers outside of tensors');
    const reader = new Reader(content);
    const values = [];
    while (reader.at < content.length) {
      values.push(reader.varint());
    }
    return values;
  }
  if (type === 'float' && wireType === FIXED_32) {
    return [new DataView(content.buffer, content.byteOffset, 4).getFloat32(0, true)];
  }
  if (type === 'float' || type === 'varint' || wireType !== DELIMITED) {
    throw new RangeError(`field '${name}' has the wire type ${wireType}`);
  }
  if (type === 'bytes') {
    return [content];
  }
  if (type === 'string') {
    spend(budget, 'text', content.length, 'bytes of names and descriptions');
    return [TEXT.decode(content)];
  }
  return [readMessage(content, type, messages, budget)];
}

/**
 * @param {{ items: number, text: number }} budget
 * @param {'items' | 'text'} which
 * @param {number} count
 * @param {string} what
 */
function spend(budget, which, count, what) {
  budget[which] -= count;
  if (budget[which] < 0) {
    const limit = which === 'items' ? MAX_ITEMS : MAX_TEXT_BYTES;
    throw new RefusedSnapshotError('TOO_LARGE', `the payload has over ${limit} ${what}`);
  }
}

class Reader {
  at = 0;
  #bytes;

  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.#bytes = bytes;
  }

  /**
   * The value of a field, after its tag.
   *
   * @param {number} wireType
   * @returns {Uint8Array} a view
   */
  content(wireType) {
    const before = this.at;
    if (wireType === VARINT) {
      this.varint();
      return this.#bytes.subarray(before, this.at);
    }
    const length = wireType === DELIMITED ? this.varint() : { 1: 8, [FIXED_32]: 4 }[wireType];
    if (length === undefined) {
      throw new RangeError(`there is no wire type ${wireType}`);
    }
    if (length > this.#bytes.length - this.at) {
      throw new RangeError(`${length} bytes are announced, ${this.#bytes.length - this.at} are left`);
    }
    this.at += length;
    return this.#bytes.subarray(this.at - length, this.at);
  }

  /** @returns {number} not negative */
  varint() {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      if (this.at >= this.#bytes.length) {
        throw new RangeError('a message ends too early');
      }
      const byte = this.#bytes[this.at++];
      value += (byte & 0x7f) * factor;
      if (!Number.isSafeInteger(value)) {
        throw new RangeError('a number is beyond 2^53');
      }
      if (byte < 0x80) {
        return value;
      }
    }
  }
}

/**
 * Reads values of Avro's binary encoding (Avro 1.12 specification, "Binary Encoding"), in which the snapshots' records
 * are. No length or count that the bytes name is believed beyond what is left of them.
 */
class Cursor {
  #view;
  #at = 0;

  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get left() {
    return this.bytes.length - this.#at;
  }

  /** @returns {number} */
  byte() {
    return this.take(1)[0];
  }

  /**
   * @param {number} count
   * @returns {Uint8Array} a view, no copy
   */
  take(count) {
    if (count < 0 || count > this.left) {
      throw new RangeError(`${count} bytes are announced, ${this.left} are left`);
    }
    this.#at += count;
    return this.bytes.subarray(this.#at - count, this.#at);
  }

  /** @returns {number} */
  double() {
    this.take(8);
    return this.#view.getFloat64(this.#at - 8, true);
  }

  /** @returns {number} */
  long() {
    let zigzag = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = this.byte();
      if (shift === 63n && byte > 1) {
        throw new RangeError('a number has more than 64 bits');
      }
      zigzag |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) {
        break;
      }
    }
    const value = Number(zigzag & 1n ? -(zigzag >> 1n) - 1n : zigzag >> 1n);
    if (!Number.isSafeInteger(value)) {
      throw new RangeError(`the number ${value} is beyond 2^53`);
    }
    return value;
  }
}

const TEXT = new TextDecoder('utf-8', { fatal: true });

/**
 * @param {Uint8Array} bytes
 * @param {any} schema as JSON; named types are declared where they are used
 * @returns {any} records and maps as objects without a prototype, bytes and fixed as views, long as a number
 * @throws {RangeError | TypeError} if the bytes are no such value, or there are more
 */
export function readAvro(bytes, schema) {
  const cursor = new Cursor(bytes);
  const value = read(cursor, schema);
  if (cursor.left > 0) {
    throw new RangeError(`${cursor.left} bytes are left over`);
  }
  return value;
}

/**
 * @param {Cursor} cursor
 * @param {any} schema
 * @returns {any}
 */
function read(cursor, schema) {
  if (Array.isArray(schema)) {
    const branch = cursor.long();
    if (!(branch in schema)) {
      throw new RangeError(`branch ${branch} of a union that has ${schema.length}`);
    }
    return read(cursor, schema[branch]);
  }
  const type = schema.type ?? schema;
  switch (type) {
    case 'null':
      return null;
    case 'int':
    case 'long':
      return cursor.long();
    case 'double':
      return cursor.double();
    case 'string':
      return TEXT.decode(cursor.take(cursor.long()));
    case 'bytes':
      return cursor.take(cursor.long());
    case 'fixed':
      return cursor.take(schema.size);
    case 'array':
      return [...items(cursor, () => read(cursor, schema.items))];
    case 'map':
      return objectOf(items(cursor, () => [read(cursor, 'string'), read(cursor, schema.values)]));
    case 'record':
      return objectOf(schema.fields.map((/** @type {any} */ field) => [field.name, read(cursor, field.type)]));
    default:
      if (typeof type === 'object') {
        return read(cursor, type);
      }
      throw new TypeError(`the type '${type}' can't be read yet: add it to avro.js`);
  }
}

/**
 * @template T
 * @param {Cursor} cursor
 * @param {() => T} item reads one
 */
function* items(cursor, item) {
  for (let count = cursor.long(); count !== 0; count = cursor.long()) {
    if (count < 0) {
      cursor.long(); // A negative count comes with the block's bytes.
    }
    if (Math.abs(count) > cursor.left) {
      throw new RangeError(`${Math.abs(count)} items are announced, ${cursor.left} bytes are left`);
    }
    for (let i = Math.abs(count); i > 0; i--) {
      yield item();
    }
  }
}

/**
 * @param {Iterable<[string, any]>} entries
 * @returns {any}
 */
function objectOf(entries) {
  const object = Object.create(null);
  for (const [key, value] of entries) {
    object[key] = value;
  }
  return object;
}

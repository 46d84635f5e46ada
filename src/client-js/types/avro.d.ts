/**
 * @param {Uint8Array} bytes
 * @param {any} schema as JSON; named types are declared where they are used
 * @returns {any} records and maps as objects without a prototype, bytes and fixed as views, long as a number
 * @throws {RangeError | TypeError} if the bytes are no such value, or there are more
 */
export declare function readAvro(bytes: Uint8Array, schema: any): any;

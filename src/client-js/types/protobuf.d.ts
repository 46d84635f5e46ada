export type Messages = Readonly<Record<string, Readonly<Record<number, {
    name: string;
    type: string;
    repeated?: boolean;
}>>>>;
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
export declare function readProtobuf(bytes: Uint8Array, message: string, messages: Messages): any;
/**
 * The fields of a message that are messages, strings or bytes, without reading them.
 *
 * @param {Uint8Array} bytes
 * @returns {Generator<{ number: number, start: number, from: number, to: number }>} where the field starts, and its content is
 */
export declare function delimitedFields(bytes: Uint8Array): Generator<{
    number: number;
    start: number;
    from: number;
    to: number;
}>;

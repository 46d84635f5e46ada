export declare const IR_VERSION = 8;
export declare const OPSET = 17;
/** All operators that the exporter writes. */
export declare const OPERATORS: readonly string[];
/**
 * All fields that the exporter writes.
 *
 * @type {import('./protobuf.js').Messages}
 */
export declare const MESSAGES: import('./protobuf.js').Messages;

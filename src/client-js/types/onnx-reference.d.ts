/**
 * The payload without what stands for the reference where none is given: ONNX Runtime's interfaces in JavaScript can't
 * feed an input that has a default.
 *
 * @param {Uint8Array} payload that was checked
 * @returns {Uint8Array} the same, if there is none
 */
export declare function withoutDefaultReference(payload: Uint8Array): Uint8Array;

/**
 * @param {Uint8Array[]} parts
 * @returns {Uint8Array} a copy
 */
export declare function joined(parts: Uint8Array[]): Uint8Array;

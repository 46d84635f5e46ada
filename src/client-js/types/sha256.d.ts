/**
 * SHA-256 in 64 lower-case hexadecimal digits.
 *
 * @param {Uint8Array} bytes
 * @returns {Promise<string>}
 */
export declare function sha256(bytes: Uint8Array): Promise<string>;
/**
 * @param {Uint8Array} bytes
 * @returns {string}
 */
export declare function hex(bytes: Uint8Array): string;

/**
 * The segments before the first scan, and where that begins.
 *
 * @param {Uint8Array} file
 */
export declare function segmentsOf(file: Uint8Array): {
    segments: {
        marker: number;
        start: number;
        end: number;
        data: Uint8Array<ArrayBufferLike>;
    }[];
    scans: number;
};
/**
 * @param {Uint8Array} data
 * @param {string} text
 */
export declare function beginsWith(data: Uint8Array, text: string): boolean;
/** @param {string} text */
export declare function ascii(text: string): number[];

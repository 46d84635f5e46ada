/**
 * @param {Uint8Array} file
 * @param {number} start of the first chunk
 * @returns {{ first(kind: string): Uint8Array | undefined, all(kind: string): Uint8Array[] }} the data of chunks, as views
 * @throws {RefusedImageError} if one is damaged, or not all are there
 */
export declare function chunksOf(file: Uint8Array, start: number): {
    first(kind: string): Uint8Array | undefined;
    all(kind: string): Uint8Array[];
};

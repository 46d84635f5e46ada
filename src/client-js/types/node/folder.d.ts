/**
 * Files in a folder.
 *
 * @param {string} folder
 * @returns {import('../source.js').FileReader}
 */
export declare function filesIn(folder: string): import('../source.js').FileReader;

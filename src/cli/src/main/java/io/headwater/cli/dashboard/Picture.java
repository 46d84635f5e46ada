package io.headwater.cli.dashboard;

/**
 * A PNG that the page loads.
 *
 * @param path on the server
 * @param width in pixels
 * @param height in pixels
 */
record Picture(String path, int width, int height) {}

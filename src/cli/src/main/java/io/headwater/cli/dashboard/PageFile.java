package io.headwater.cli.dashboard;

/**
 * A file as it is sent.
 *
 * @param type its media type
 * @param caching the value of Cache-Control
 */
record PageFile(String type, String caching, byte[] bytes) {
  static final String NOT_KEPT = "no-store";

  /** Its path is its digest. */
  static PageFile ofPicture(byte[] png) {
    return new PageFile("image/png", "max-age=86400, immutable", png);
  }
}

package io.headwater.bench.engine;

import java.util.Locale;

/** How libtorch lays out feature maps. */
enum MemoryFormat {
  /** [N, C, H, W]. */
  CONTIGUOUS(0),
  /** [N, H, W, C] in memory. */
  CHANNELS_LAST(2);

  /** c10::MemoryFormat. */
  private final int code;

  MemoryFormat(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}

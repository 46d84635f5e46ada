package io.headwater.bench.ingest;

import java.util.Locale;

/** The stages between Kafka and the training, alone and one after the other. */
enum Stage {
  DECODE,
  AUGMENT,
  BATCH,
  TOGETHER;

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}

/** A snapshot's way from its records to predictions, and predictions while models are swapped. */
@NullMarked
package io.headwater.bench.consume;

import org.jspecify.annotations.NullMarked;

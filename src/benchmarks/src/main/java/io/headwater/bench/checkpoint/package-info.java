/** {@code bench checkpoint}: what saving and publishing the model costs training. */
@NullMarked
package io.headwater.bench.checkpoint;

import org.jspecify.annotations.NullMarked;

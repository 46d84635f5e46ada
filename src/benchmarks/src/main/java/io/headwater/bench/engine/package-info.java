/** How fast a joint step is, against libtorch. */
@NullMarked
package io.headwater.bench.engine;

import org.jspecify.annotations.NullMarked;

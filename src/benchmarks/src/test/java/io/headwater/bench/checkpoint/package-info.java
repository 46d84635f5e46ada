@NullMarked
package io.headwater.bench.checkpoint;

import org.jspecify.annotations.NullMarked;

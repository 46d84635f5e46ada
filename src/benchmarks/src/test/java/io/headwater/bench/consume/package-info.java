@NullMarked
package io.headwater.bench.consume;

import org.jspecify.annotations.NullMarked;

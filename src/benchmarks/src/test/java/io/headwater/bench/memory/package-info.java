@NullMarked
package io.headwater.bench.memory;

import org.jspecify.annotations.NullMarked;

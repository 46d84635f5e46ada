/** Memory of the process over a long training. */
@NullMarked
package io.headwater.bench.memory;

import org.jspecify.annotations.NullMarked;

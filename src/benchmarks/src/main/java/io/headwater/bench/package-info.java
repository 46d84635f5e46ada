/** The command {@code bench}: how benchmarks are run and reported. */
@NullMarked
package io.headwater.bench;

import org.jspecify.annotations.NullMarked;

/** What the methods of multi-task learning reach on MultiFashion, seen once or a few times. */
@NullMarked
package io.headwater.bench.quality;

import org.jspecify.annotations.NullMarked;

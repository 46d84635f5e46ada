/** What a joint step costs whose tasks' gradients are taken one by one. */
@NullMarked
package io.headwater.bench.combine;

import org.jspecify.annotations.NullMarked;

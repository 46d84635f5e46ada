/** How parameters move along their gradients. */
@NullMarked
package io.headwater.learning.optimise;

import org.jspecify.annotations.NullMarked;

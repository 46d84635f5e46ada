/** How strongly each task's loss counts in a step. */
@NullMarked
package io.headwater.learning.weighting;

import org.jspecify.annotations.NullMarked;

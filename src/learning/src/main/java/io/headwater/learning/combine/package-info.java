/** How the gradients of the tasks become one. */
@NullMarked
package io.headwater.learning.combine;

import org.jspecify.annotations.NullMarked;

/** Digests of what must be told apart. */
@NullMarked
package io.headwater.learning.digest;

import org.jspecify.annotations.NullMarked;

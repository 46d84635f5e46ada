/** How many times each member of an ensemble learns an example. */
@NullMarked
package io.headwater.learning.ensemble;

import org.jspecify.annotations.NullMarked;

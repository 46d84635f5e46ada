/** The machine: what it has, and what was found to be right or wrong with it. */
@NullMarked
package io.headwater.learning.host;

import org.jspecify.annotations.NullMarked;

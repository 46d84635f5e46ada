/** The seam to an engine: what runs networks, and what it is asked for. */
@NullMarked
package io.headwater.learning.engine;

import org.jspecify.annotations.NullMarked;

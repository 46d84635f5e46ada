/** The networks as plain loops over doubles: to read, and to hold every other engine to. */
@NullMarked
package io.headwater.learning.engine.plain;

import org.jspecify.annotations.NullMarked;

/** Serves the live snapshot of a topic over HTTP. */
@NullMarked
package io.headwater.serve;

import org.jspecify.annotations.NullMarked;

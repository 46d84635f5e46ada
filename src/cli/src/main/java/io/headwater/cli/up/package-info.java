/** Everything for a laptop in one process. */
@NullMarked
package io.headwater.cli.up;

import org.jspecify.annotations.NullMarked;

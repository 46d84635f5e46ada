/** Serves predictions over HTTP. */
@NullMarked
package io.headwater.cli.serve;

import org.jspecify.annotations.NullMarked;

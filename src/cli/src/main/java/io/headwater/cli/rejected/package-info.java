/** Looks into the topic of rejected events, and sends them back. */
@NullMarked
package io.headwater.cli.rejected;

import org.jspecify.annotations.NullMarked;

/** The {@code headwater} command. */
@NullMarked
package io.headwater.cli;

import org.jspecify.annotations.NullMarked;

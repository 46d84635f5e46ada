/** The command that says how a job does. */
@NullMarked
package io.headwater.cli.status;

import org.jspecify.annotations.NullMarked;

/** Looks over the machine. */
@NullMarked
package io.headwater.cli.doctor;

import org.jspecify.annotations.NullMarked;

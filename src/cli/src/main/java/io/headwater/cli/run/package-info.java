/** Runs the training job in this JVM. */
@NullMarked
package io.headwater.cli.run;

import org.jspecify.annotations.NullMarked;

/** The command that gives a job to a Flink cluster. */
@NullMarked
package io.headwater.cli.submit;

import org.jspecify.annotations.NullMarked;

/** Sends labelled images to Kafka from the files that people have. */
@NullMarked
package io.headwater.cli.produce;

import org.jspecify.annotations.NullMarked;

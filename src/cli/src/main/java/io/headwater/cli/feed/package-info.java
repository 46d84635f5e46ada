/** Sends the demo's events to Kafka. */
@NullMarked
package io.headwater.cli.feed;

import org.jspecify.annotations.NullMarked;

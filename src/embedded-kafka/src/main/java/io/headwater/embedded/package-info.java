/** A Kafka broker inside the JVM, for the demo and the tests. */
@NullMarked
package io.headwater.embedded;

import org.jspecify.annotations.NullMarked;

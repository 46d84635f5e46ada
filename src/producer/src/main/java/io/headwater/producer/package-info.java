/** Makes labelled events of image files, and sends them to Kafka. */
@NullMarked
package io.headwater.producer;

import org.jspecify.annotations.NullMarked;

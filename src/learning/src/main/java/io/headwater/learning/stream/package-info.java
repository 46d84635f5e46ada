/** How a stream of examples becomes the mini-batches of joint steps. */
@NullMarked
package io.headwater.learning.stream;

import org.jspecify.annotations.NullMarked;

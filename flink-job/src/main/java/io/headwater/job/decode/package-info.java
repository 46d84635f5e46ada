/**
 * Stage 2 of 8: the bytes of an event become an example at the model's input size, or a rejection
 * that says why not.
 */
@NullMarked
package io.headwater.job.decode;

import org.jspecify.annotations.NullMarked;

/** Requests that wait are scored together. */
@NullMarked
package io.headwater.serve.batch;

import org.jspecify.annotations.NullMarked;

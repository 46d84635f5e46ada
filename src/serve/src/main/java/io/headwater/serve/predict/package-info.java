/** What a model's outputs say of an image, in words of its tasks. */
@NullMarked
package io.headwater.serve.predict;

import org.jspecify.annotations.NullMarked;

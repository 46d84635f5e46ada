/** Images of any size, brought to the input of a model: the rules of schemas/PREPROCESSING.md. */
@NullMarked
package io.headwater.learning.image;

import org.jspecify.annotations.NullMarked;

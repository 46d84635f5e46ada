/** What the tasks of a model share, and what each has alone. */
@NullMarked
package io.headwater.learning.model.sharing;

import org.jspecify.annotations.NullMarked;

/** Label-aware transforms of an example, seeded by its event id. */
@NullMarked
package io.headwater.learning.augment;

import org.jspecify.annotations.NullMarked;

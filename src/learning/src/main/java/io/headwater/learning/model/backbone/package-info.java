/** Published architectures that can serve as a trunk. */
@NullMarked
package io.headwater.learning.model.backbone;

import org.jspecify.annotations.NullMarked;

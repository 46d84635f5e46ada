/** The seam to an engine, and the joint step that runs on every engine. */
@NullMarked
package io.headwater.learning.engine;

import org.jspecify.annotations.NullMarked;

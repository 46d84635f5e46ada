/** What the trunk and the heads look like: networks as graphs of layers, free of any engine. */
@NullMarked
package io.headwater.learning.model;

import org.jspecify.annotations.NullMarked;

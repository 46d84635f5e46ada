/** The Deeplearning4j engine: networks as DL4J graphs whose heavy layers run ND4J's kernels. */
@NullMarked
package io.headwater.learning.dl4j;

import org.jspecify.annotations.NullMarked;

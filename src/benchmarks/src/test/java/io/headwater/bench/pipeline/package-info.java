@NullMarked
package io.headwater.bench.pipeline;

import org.jspecify.annotations.NullMarked;

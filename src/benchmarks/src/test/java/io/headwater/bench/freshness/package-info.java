@NullMarked
package io.headwater.bench.freshness;

import org.jspecify.annotations.NullMarked;

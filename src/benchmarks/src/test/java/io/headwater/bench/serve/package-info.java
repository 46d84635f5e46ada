@NullMarked
package io.headwater.bench.serve;

import org.jspecify.annotations.NullMarked;

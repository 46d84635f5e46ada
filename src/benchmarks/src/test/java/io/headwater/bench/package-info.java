@NullMarked
package io.headwater.bench;

import org.jspecify.annotations.NullMarked;

/** {@code bench freshness}: how soon a model that has learned from an event can be used. */
@NullMarked
package io.headwater.bench.freshness;

import org.jspecify.annotations.NullMarked;

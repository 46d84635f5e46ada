/** Saved states as bytes: parts by name, whoever they belong to. */
@NullMarked
package io.headwater.learning.state;

import org.jspecify.annotations.NullMarked;

/** Predicts one image, and draws what was predicted. */
@NullMarked
package io.headwater.cli.predict;

import org.jspecify.annotations.NullMarked;

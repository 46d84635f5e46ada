/**
 * Networks compiled to oneDNN primitives with planned memory: the fast engine on CPUs.
 *
 * @see <a href="https://uxlfoundation.github.io/oneDNN/v3.8/">oneDNN 3.8</a>
 */
@NullMarked
package io.headwater.learning.onednn;

import org.jspecify.annotations.NullMarked;

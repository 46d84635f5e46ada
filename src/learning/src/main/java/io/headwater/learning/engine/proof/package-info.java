/** How an engine shows, before it trains, that it computes right on this machine. */
@NullMarked
package io.headwater.learning.engine.proof;

import org.jspecify.annotations.NullMarked;

/** A local broker in a process of its own. */
@NullMarked
package io.headwater.cli.broker;

import org.jspecify.annotations.NullMarked;

/** The main job, end to end, in one JVM. */
@NullMarked
package io.headwater.cli.demo;

import org.jspecify.annotations.NullMarked;
